package dev.fermata.transform.build;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How class files are instrumented.
 *
 * @param classPath directories and jars in which superclasses are looked up; what is instrumented
 *     itself, and the JDK, need not be named
 * @param checkOnly whether everything is done but writing
 * @param dump a directory that is given each changed class file, below {@code before} and {@code
 *     after}; for whoever wants to look at them
 */
public record BuildOptions(List<Path> classPath, boolean checkOnly, Optional<Path> dump) {

  /** Instruments in place. */
  public static BuildOptions inPlace(List<Path> classPath) {
    return new BuildOptions(List.copyOf(classPath), false, Optional.empty());
  }
}
