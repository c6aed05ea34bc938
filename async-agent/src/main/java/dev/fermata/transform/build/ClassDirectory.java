package dev.fermata.transform.build;

import dev.fermata.transform.model.ClassFiles;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory of class files that is instrumented in place.
 *
 * <p>Each class file is replaced by a single rename: whoever is interrupted leaves old files or new
 * ones, never halves. Running again changes nothing.
 *
 * <pre>{@code
 * BuildResult result = new ClassDirectory(classes, classPath).instrument();
 * }</pre>
 */
public final class ClassDirectory {

  private final Path directory;
  private final BuildOptions options;

  /**
   * Names a directory; nothing is read yet.
   *
   * @param directory root of the class files, where package folders lie
   */
  public ClassDirectory(Path directory, BuildOptions options) {
    this.directory = directory;
    this.options = options;
  }

  /** Names a directory whose superclasses are looked up in it, in the JDK, and in a class path. */
  public ClassDirectory(Path directory, List<Path> classPath) {
    this(directory, BuildOptions.inPlace(classPath));
  }

  /**
   * Instruments every class file below the directory.
   *
   * @throws IOException when the directory or a class file cannot be read or written, or is not a
   *     class file that this version can read; the message names it
   */
  public BuildResult instrument() throws IOException {
    Path root = directory.toRealPath();
    try (URLClassLoader lookup = ClassPath.loader(root, options.classPath())) {
      var run = new ClassFileRun(ClassFiles.of(lookup), options);
      for (Path file : classFiles(root)) {
        String path = root.relativize(file).toString();
        Optional<byte[]> content = run.instrument(file.toString(), path, Files.readAllBytes(file));
        if (content.isPresent()) {
          Replacement.of(file, out -> out.write(content.get()));
        }
      }
      return run.result();
    }
  }

  private static List<Path> classFiles(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }
}
