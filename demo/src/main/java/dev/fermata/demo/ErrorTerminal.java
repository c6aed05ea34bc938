package dev.fermata.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.OptionalInt;

/** The terminal behind standard error, if there is one. Java itself cannot tell. */
final class ErrorTerminal {
  private ErrorTerminal() {}

  /** Its width in columns; empty when standard error is a file or pipe, or the system has no sh. */
  static OptionalInt columns() {
    var stty = new ProcessBuilder("sh", "-c", "test -t 2 && stty size <&2");
    try {
      var process = stty.redirectError(Redirect.INHERIT).start();
      process.getOutputStream().close();
      String rowsAndColumns = new String(process.getInputStream().readAllBytes(), US_ASCII).strip();
      return rowsAndColumns.isEmpty() ? OptionalInt.empty() : columns(rowsAndColumns);
    } catch (IOException noShell) {
      return OptionalInt.empty();
    }
  }

  /** {@code stty size} answers {@code 24 80}, and {@code 0 0} when it does not know. */
  private static OptionalInt columns(String rowsAndColumns) {
    int columns = Integer.parseInt(rowsAndColumns.substring(rowsAndColumns.indexOf(' ') + 1));
    return OptionalInt.of(columns > 0 ? columns : 80);
  }
}
