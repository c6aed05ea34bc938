package dev.fermata.transform.build;

import dev.fermata.transform.Instrumenter;
import dev.fermata.transform.MalformedClassFileException;
import dev.fermata.transform.Outcome;
import dev.fermata.transform.UnsupportedClassFileException;
import dev.fermata.transform.model.ClassFiles;
import dev.fermata.transform.model.Rejection;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory of class files that is instrumented in place.
 *
 * <p>Each class file is replaced by a single rename: whoever is interrupted leaves old files or new
 * ones, never halves. Running again changes nothing.
 *
 * <pre>{@code
 * ClassDirectory.Result result = new ClassDirectory(classes, classPath).instrument();
 * }</pre>
 */
public final class ClassDirectory {

  private final Path directory;
  private final List<Path> classPath;

  /**
   * Names a directory; nothing is read yet.
   *
   * @param directory root of the class files, where package folders lie
   * @param classPath directories and jars in which superclasses are looked up; the directory itself
   *     and the JDK need not be named
   */
  public ClassDirectory(Path directory, List<Path> classPath) {
    this.directory = directory;
    this.classPath = List.copyOf(classPath);
  }

  /**
   * What was done.
   *
   * @param classes how many class files were rewritten
   * @param methods how many methods became state machines
   * @param rejections what could not be transformed; those methods are left as they were
   */
  public record Result(int classes, int methods, List<Rejection> rejections) {}

  /**
   * Instruments every class file below the directory.
   *
   * @throws IOException when the directory or a class file cannot be read or written, or is not a
   *     class file that this version can read; the message names it
   */
  public Result instrument() throws IOException {
    int classes = 0;
    int methods = 0;
    var rejections = new ArrayList<Rejection>();
    try (var lookup = new URLClassLoader(urls(), ClassLoader.getPlatformClassLoader())) {
      var instrumenter = new Instrumenter(ClassFiles.of(lookup));
      for (Path file : classFiles()) {
        Outcome outcome = instrument(instrumenter, file);
        rejections.addAll(outcome.rejections());
        if (outcome.classFile().isPresent()) {
          replace(file, outcome.classFile().get());
          classes++;
          methods += outcome.transformedMethods();
        }
      }
    }
    return new Result(classes, methods, List.copyOf(rejections));
  }

  private static Outcome instrument(Instrumenter instrumenter, Path file) throws IOException {
    try {
      return instrumenter.instrument(Files.readAllBytes(file));
    } catch (MalformedClassFileException | UnsupportedClassFileException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private List<Path> classFiles() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
  }

  private URL[] urls() throws IOException {
    var urls = new ArrayList<URL>();
    urls.add(directory.toUri().toURL());
    for (Path entry : classPath) {
      urls.add(entry.toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  private static void replace(Path file, byte[] content) throws IOException {
    // Not Files.createTempFile, whose files only their owner may read.
    Path temporary = file.resolveSibling(file.getFileName() + ".fermata-tmp");
    try {
      Files.write(temporary, content);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
