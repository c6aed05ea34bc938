package dev.fermata.demo.census;

/** A class file that could not be read or parsed, and why. It is counted like any other. */
public record Unreadable(ClassLocation location, String reason) implements Reading, Finding {

  static Unreadable because(ClassLocation location, Exception failure) {
    return new Unreadable(location, failure.toString());
  }

  @Override
  public String toString() {
    return location.module() + " " + location.path() + ": " + reason;
  }
}
