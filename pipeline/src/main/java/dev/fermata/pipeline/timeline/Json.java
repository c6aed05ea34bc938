package dev.fermata.pipeline.timeline;

/** Writes JSON objects, one member after the other. */
final class Json {
  private final StringBuilder text = new StringBuilder();
  private boolean first = true;

  Json open(char bracket) {
    separate();
    text.append(bracket);
    first = true;
    return this;
  }

  Json close(char bracket) {
    text.append(bracket);
    first = false;
    return this;
  }

  Json openMember(String name, char bracket) {
    name(name);
    text.append(bracket);
    first = true;
    return this;
  }

  Json member(String name, String value) {
    name(name);
    quote(value);
    return this;
  }

  /** A number, or what else is written without quotes. */
  Json raw(String name, Object value) {
    name(name);
    text.append(value);
    return this;
  }

  Json newLine() {
    separate();
    text.append('\n');
    first = true;
    return this;
  }

  String finish() {
    return text.append('\n').toString();
  }

  private void name(String name) {
    separate();
    quote(name);
    text.append(':');
  }

  private void separate() {
    if (!first) {
      text.append(',');
    }
    first = false;
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
