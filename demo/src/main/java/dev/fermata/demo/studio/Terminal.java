package dev.fermata.demo.studio;

import dev.fermata.demo.trace.Fills;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/**
 * Where text goes.
 *
 * @param columns how wide it is
 */
public record Terminal(PrintWriter out, int columns, Fills fills) {
  private static final int USUAL_COLUMNS = 100;

  public static Terminal standardOutput() {
    return of(new PrintWriter(System.out, true, standardOutputCharset()));
  }

  public static Terminal of(PrintWriter out) {
    return new Terminal(out, USUAL_COLUMNS, Fills.that(standardOutputCharset().newEncoder()));
  }

  private static Charset standardOutputCharset() {
    String beforeJava19 = System.getProperty("native.encoding");
    return Charset.forName(System.getProperty("stdout.encoding", beforeJava19));
  }

  /** May be called by any thread. */
  public void line(String line) {
    out.println(line);
    out.flush();
  }

  public void text(String text) {
    out.print(text);
    out.flush();
  }
}
