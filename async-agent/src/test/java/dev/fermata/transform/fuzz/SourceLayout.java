package dev.fermata.transform.fuzz;

/** Indents generated source by its braces. */
final class SourceLayout {

  private SourceLayout() {}

  static String indented(String source) {
    var text = new StringBuilder();
    int depth = 0;
    for (String line : source.lines().toList()) {
      int indent = line.startsWith("}") ? depth - 1 : depth;
      text.append("  ".repeat(Math.max(0, indent))).append(line).append('\n');
      depth += count(line, '{') - count(line, '}');
    }
    return text.toString();
  }

  private static int count(String line, char wanted) {
    return (int) line.chars().filter(c -> c == wanted).count();
  }
}
