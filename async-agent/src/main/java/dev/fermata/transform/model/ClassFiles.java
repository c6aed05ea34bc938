package dev.fermata.transform.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Where class files are looked up, as bytes: nothing is ever loaded as a class. */
@FunctionalInterface
public interface ClassFiles {

  /**
   * The class file of {@code internalName}, or null when there is none to be found.
   *
   * @throws UncheckedIOException when it is there and cannot be read
   */
  byte @Nullable [] find(String internalName);

  /** Class files as resources of {@code loader}; null means the bootstrap loader. */
  static ClassFiles of(@Nullable ClassLoader loader) {
    return internalName -> {
      String resource = internalName + ".class";
      try (InputStream in =
          loader == null
              ? ClassLoader.getSystemResourceAsStream(resource)
              : loader.getResourceAsStream(resource)) {
        return in == null ? null : in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException("reading " + resource, e);
      }
    };
  }
}
