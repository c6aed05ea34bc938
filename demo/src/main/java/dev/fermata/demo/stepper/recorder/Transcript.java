package dev.fermata.demo.stepper.recorder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;

/**
 * Runs in the recorded JVM: has a program print where a debugger can read it. Its first argument is
 * the program's class.
 */
final class Transcript extends ByteArrayOutputStream {

  /** All that was printed so far; for the debugger. */
  @SuppressWarnings("unused")
  private static volatile String text = "";

  private Transcript() {}

  public static void main(String[] arguments) throws ReflectiveOperationException {
    var program = Class.forName(arguments[0]).getMethod("main", String[].class);
    System.setOut(new PrintStream(new Transcript(), true, UTF_8));
    program.invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  @Override
  public synchronized void flush() {
    text = toString(UTF_8);
  }
}
