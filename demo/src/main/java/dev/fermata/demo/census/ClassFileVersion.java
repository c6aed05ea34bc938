package dev.fermata.demo.census;

import java.util.Comparator;

/** A class file's version, ordered from old to new. */
public record ClassFileVersion(int major, int minor) implements Comparable<ClassFileVersion> {
  private static final int FIRST = 45;
  private static final int FIRST_NAMED_BY_ONE_NUMBER = 49;
  private static final int PREVIEW = 0xffff;

  /** {@code 61 (Java 17)}, {@code 47 (Java 1.3)}, {@code 69 (Java 25 preview)}. */
  @Override
  public String toString() {
    int release = Math.max(major - FIRST + 1, 1);
    String java = major < FIRST_NAMED_BY_ONE_NUMBER ? "1." + release : String.valueOf(release);
    return major + " (Java " + java + (minor == PREVIEW ? " preview)" : ")");
  }

  @Override
  public int compareTo(ClassFileVersion other) {
    return Comparator.comparingInt(ClassFileVersion::major)
        .thenComparingInt(ClassFileVersion::minor)
        .compare(this, other);
  }
}
