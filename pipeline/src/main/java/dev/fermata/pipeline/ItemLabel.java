package dev.fermata.pipeline;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;

/** What an item is called in a picture when nobody says otherwise: short, and soon made. */
final class ItemLabel {
  private static final int LONGEST = 40;

  private ItemLabel() {}

  static String of(Object item) {
    if (item instanceof Collection<?> items) {
      return items.size() + (items.size() == 1 ? " item" : " items");
    }
    boolean tellsItself =
        item instanceof CharSequence
            || item instanceof Number
            || item instanceof Character
            || item instanceof Boolean
            || item instanceof Enum<?>
            || item instanceof URI
            || item instanceof Path;
    return tellsItself ? shortened(item.toString()) : item.getClass().getSimpleName();
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "\u2026";
  }
}
