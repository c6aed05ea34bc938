package dev.fermata.demo.studio;

/** A photo that is not there, or is damaged. */
public final class PhotoException extends RuntimeException {
  private static final long serialVersionUID = 1;

  PhotoException(String message) {
    super(message);
  }
}
