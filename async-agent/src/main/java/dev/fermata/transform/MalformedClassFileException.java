package dev.fermata.transform;

import org.jspecify.annotations.Nullable;

/** The bytes are not a well-formed class file. */
public final class MalformedClassFileException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  MalformedClassFileException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static MalformedClassFileException because(RuntimeException cause) {
    return new MalformedClassFileException("malformed class file: " + cause, cause);
  }
}
