package dev.fermata.transform;

/** The class file is newer than this version of Fermata can read. */
public final class UnsupportedClassFileException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final int majorVersion;

  UnsupportedClassFileException(int majorVersion, int newest) {
    super(
        "class file version %d (Java %d) is newer than %d (Java %d), the newest that this version of Fermata can read; update Fermata, or compile with --release %d"
            .formatted(majorVersion, majorVersion - 44, newest, newest - 44, newest - 44));
    this.majorVersion = majorVersion;
  }

  /** The major version that the class file bears. */
  public int majorVersion() {
    return majorVersion;
  }
}
