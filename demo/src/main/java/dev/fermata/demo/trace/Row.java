package dev.fermata.demo.trace;

/** Who does something: a line of the picture. */
public record Row(Kind kind, String name) {

  /** In the order in which they are shown. */
  public enum Kind {
    THREAD,
    TASK
  }

  public static Row thread(String name) {
    return new Row(Kind.THREAD, name);
  }

  public static Row task(String name) {
    return new Row(Kind.TASK, name);
  }
}
