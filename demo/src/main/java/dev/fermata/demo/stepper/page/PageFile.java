package dev.fermata.demo.stepper.page;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A file of the page; all of them are text.
 *
 * @param type its media type
 */
record PageFile(String type, String text) {

  /** As it goes over the wire. */
  byte[] bytes() {
    return text.getBytes(UTF_8);
  }

  static String typeOf(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> throw new IllegalArgumentException("no media type is known for " + name);
    };
  }
}
