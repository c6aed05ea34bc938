package dev.fermata.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Writes class files before and after their transformation, for whoever wants to look at them. */
final class Dump {

  private static final String PROPERTY = "fermata.dump";

  private final @Nullable Path directory;

  private Dump(@Nullable Path directory) {
    this.directory = directory;
  }

  static Dump fromSystemProperty() {
    String directory = System.getProperty(PROPERTY);
    return new Dump(directory == null || directory.isEmpty() ? null : Path.of(directory));
  }

  void write(String className, byte[] before, byte[] after) throws IOException {
    if (directory != null) {
      write(directory.resolve("before"), className, before);
      write(directory.resolve("after"), className, after);
    }
  }

  private static void write(Path root, String className, byte[] content) throws IOException {
    Path file = root.resolve(className + ".class");
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }
}
