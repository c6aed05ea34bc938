package dev.fermata.demo.trace;

/** What a thread or a task does for a while. */
public enum State {
  /** A thread computes. */
  WORKING("working", "a thread computes"),

  /** A thread is held, and does nothing but wait. */
  BLOCKED("blocked", "a thread is held and does nothing"),

  /** A task is suspended, and holds no thread. */
  WAITING("waiting", "no thread is held");

  private final String word;
  private final String meaning;

  State(String word, String meaning) {
    this.word = word;
    this.meaning = meaning;
  }

  /** In lower case, also a CSS class. */
  public String word() {
    return word;
  }

  /** For a legend. */
  public String meaning() {
    return meaning;
  }
}
