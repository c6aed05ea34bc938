package dev.fermata.pipeline.timeline;

import java.util.Locale;

/** Writes the few SVG elements of a timeline. Lengths are in user units. */
final class Svg {
  private final StringBuilder text = new StringBuilder();

  /** An element that is left open; attributes are given as name, value, name, value. */
  Svg open(String element, String... attributes) {
    return tag(element, attributes, ">");
  }

  Svg close(String element) {
    text.append("</").append(element).append('>');
    return this;
  }

  /** An element with nothing in it. */
  Svg empty(String element, String... attributes) {
    return tag(element, attributes, "/>");
  }

  /** An element with nothing but text in it. */
  Svg leaf(String element, String content, String... attributes) {
    open(element, attributes);
    escape(content);
    return close(element);
  }

  Svg text(String style, double x, double y, String content) {
    return leaf("text", content, "class", style, "x", number(x), "y", number(y));
  }

  String finish() {
    return text.append('\n').toString();
  }

  /** At most two decimals, none where none are needed. */
  static String number(double value) {
    String number = String.format(Locale.ROOT, "%.2f", value);
    int end = number.length();
    while (number.charAt(end - 1) == '0') {
      end--;
    }
    return number.substring(0, number.charAt(end - 1) == '.' ? end - 1 : end);
  }

  private Svg tag(String element, String[] attributes, String end) {
    text.append("\n<").append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      text.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      text.append('"');
    }
    text.append(end);
    return this;
  }

  /** What XML cannot have at all becomes the sign for that. */
  private void escape(String content) {
    content
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                case '"' -> text.append("&quot;");
                default -> text.appendCodePoint(isXml(c) ? c : '\uFFFD');
              }
            });
  }

  private static boolean isXml(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= ' ' && c < Character.MIN_SURROGATE)
        || (c > Character.MAX_SURROGATE && c != 0xFFFE && c != 0xFFFF);
  }
}
