package dev.fermata.demo.course;

import java.util.regex.Pattern;

/**
 * A paragraph of a class comment.
 *
 * @param javadoc may hold inline code tags and simple HTML elements
 */
record Prose(String javadoc) {
  private static final Pattern CODE = Pattern.compile("\\{@code\\s+([^{}]*)}");
  private static final Pattern MARKUP = Pattern.compile(CODE + "|<[^>]*>");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  Prose(String javadoc) {
    this.javadoc = SPACE.matcher(javadoc).replaceAll(" ").strip();
  }

  String html() {
    return CODE.matcher(javadoc)
        .replaceAll(code -> "<code>" + Html.escaped(code.group(1)).replace("$", "\\$") + "</code>");
  }

  /** Without any markup, in lines of at most {@code columns}. */
  String plain(int columns) {
    String text =
        MARKUP
            .matcher(javadoc)
            .replaceAll(markup -> markup.group(1) == null ? "" : "`" + markup.group(1) + "`");
    var lines = new StringBuilder();
    int column = 0;
    for (String word : text.split(" ", -1)) {
      if (column > 0 && column + 1 + word.length() > columns) {
        lines.append('\n');
        column = 0;
      }
      lines.append(column > 0 ? " " : "").append(word);
      column += word.length() + (column > 0 ? 1 : 0);
    }
    return lines.toString();
  }
}
