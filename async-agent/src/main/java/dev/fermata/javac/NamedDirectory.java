package dev.fermata.javac;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/** Class files in a directory that the user has named. */
final class NamedDirectory {

  private NamedDirectory() {}

  static JavaFileObject file(Path directory, String className, String module)
      throws NoSuchFileException {
    String path = className.replace('.', '/') + ".class";
    Path file = directory.resolve(path);
    if (!Files.exists(file) && !module.isEmpty()) {
      file = directory.resolve(module).resolve(path);
    }
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString(), null, "is it the directory that -d names?");
    }
    return new ClassFile(file);
  }

  private static final class ClassFile extends SimpleJavaFileObject {
    private final Path path;

    ClassFile(Path path) {
      super(path.toUri(), Kind.CLASS);
      this.path = path;
    }

    @Override
    public InputStream openInputStream() throws IOException {
      return Files.newInputStream(path);
    }

    @Override
    public OutputStream openOutputStream() throws IOException {
      return Files.newOutputStream(path);
    }

    @Override
    public boolean delete() {
      try {
        return Files.deleteIfExists(path);
      } catch (IOException e) {
        throw new UncheckedIOException("deleting " + path, e);
      }
    }
  }
}
