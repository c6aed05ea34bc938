package dev.fermata.demo.course;

import static java.util.stream.Collectors.joining;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Java source as HTML: a line is an element, and the places where a method may wait stand out. */
final class JavaHighlighting {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<comment>//.*|/\\*.*?\\*/)"
              + "|(?<string>\"(?:\\\\.|[^\"\\\\])*\")"
              + "|(?<annotation>@\\w+)"
              + "|(?<await>\\bawait)(?=\\()"
              + "|\\b(?<keyword>abstract|boolean|break|case|catch|class|continue|default|do|else|enum"
              + "|extends|final|finally|for|if|implements|instanceof|int|interface|long|new|null"
              + "|private|public|record|return|static|switch|this|throw|throws|true|false|try|var"
              + "|void|while|yield)\\b"
              + "|\\b(?<number>\\d[\\d_]*)\\b");

  private JavaHighlighting() {}

  /**
   * The source, with the numbers that its lines have in their file.
   *
   * @param firstLine number of the first of its lines
   */
  static String html(String source, int firstLine) {
    return source
        .lines()
        .map(JavaHighlighting::line)
        .collect(
            joining(
                "\n",
                "<code class=\"java\" style=\"counter-reset: line %d\">".formatted(firstLine - 1),
                "</code>"));
  }

  private static String line(String line) {
    var html = new StringBuilder();
    Matcher tokens = TOKEN.matcher(line);
    int end = 0;
    boolean awaits = false;
    while (tokens.find()) {
      html.append(Html.escaped(line.substring(end, tokens.start()))).append(token(tokens));
      awaits |= tokens.group("await") != null;
      end = tokens.end();
    }
    html.append(Html.escaped(line.substring(end)));
    return "<span class=\"line" + (awaits ? " awaits" : "") + "\">" + html + "</span>";
  }

  private static String token(Matcher token) {
    String text = Html.escaped(token.group());
    if (token.group("await") != null) {
      return "<mark>" + text + "</mark>";
    }
    for (String kind : new String[] {"comment", "string", "annotation", "keyword", "number"}) {
      if (token.group(kind) != null) {
        return "<span class=\"" + kind + "\">" + text + "</span>";
      }
    }
    throw new IllegalStateException("a token of no kind: " + text);
  }
}
