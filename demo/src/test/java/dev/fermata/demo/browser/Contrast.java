package dev.fermata.demo.browser;

/** How well text stands out from what is behind it, as the guidelines for accessibility have it. */
final class Contrast {

  /** The least contrast that text may have; large and bold text could do with less. */
  private static final double LEAST = 4.5;

  private static final String TOO_LOW =
      """
      (() => {
        const channels = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
        const light = ([r, g, b]) => {
          const [x, y, z] = [r, g, b].map(c => c / 255)
            .map(c => c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
          return 0.2126 * x + 0.7152 * y + 0.0722 * z;
        };
        const behind = element => {
          for (let at = element; at; at = at.parentElement) {
            const ground = channels(getComputedStyle(at).backgroundColor);
            if (ground.length === 3 || ground[3] > 0.99) return ground;
          }
          return [255, 255, 255];
        };
        const low = [];
        for (const element of document.querySelectorAll('body *')) {
          const hasText = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
          const box = element.getBoundingClientRect();
          if (!hasText || element.closest('svg, .unseen, noscript, dialog, :disabled') || box.width === 0) continue;
          const [a, b] = [light(channels(getComputedStyle(element).color)), light(behind(element))];
          const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
          if (ratio < %s) low.push(element.tagName + '.' + element.className + ' ' + ratio.toFixed(1));
        }
        return [...new Set(low)].join(', ');
      })()
      """
          .formatted(LEAST);

  private Contrast() {}

  /** Elements of the page whose text can hardly be read, each with its contrast. */
  static String tooLow(BrowserTab tab) throws Exception {
    return tab.evaluate(TOO_LOW).getAsString();
  }
}
