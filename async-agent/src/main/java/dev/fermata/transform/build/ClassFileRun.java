package dev.fermata.transform.build;

import dev.fermata.transform.Instrumenter;
import dev.fermata.transform.MalformedClassFileException;
import dev.fermata.transform.Outcome;
import dev.fermata.transform.UnsupportedClassFileException;
import dev.fermata.transform.model.ClassFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Instruments class file after class file, and keeps count. Confined to one thread. */
final class ClassFileRun {

  private final Instrumenter instrumenter;
  private final BuildOptions options;
  private BuildResult result = BuildResult.NOTHING;

  ClassFileRun(ClassFiles classFiles, BuildOptions options) {
    this.instrumenter = new Instrumenter(classFiles);
    this.options = options;
  }

  /**
   * The new content of a class file, if it is to change.
   *
   * @param place what error messages call the class file
   * @param path where the dump has it
   * @throws IOException when it is no class file that this version can read
   */
  Optional<byte[]> instrument(String place, String path, byte[] classFile) throws IOException {
    Outcome outcome;
    try {
      outcome = instrumenter.instrument(classFile);
    } catch (MalformedClassFileException | UnsupportedClassFileException e) {
      throw new IOException(place + ": " + e.getMessage(), e);
    }
    result =
        result.plus(
            new BuildResult(
                outcome.classFile().isPresent() ? 1 : 0,
                outcome.transformedMethods(),
                outcome.rejections(),
                outcome.warnings()));
    if (outcome.classFile().isPresent() && options.dump().isPresent()) {
      write(options.dump().get().resolve("before").resolve(path), classFile);
      write(options.dump().get().resolve("after").resolve(path), outcome.classFile().get());
    }
    return options.checkOnly() ? Optional.empty() : outcome.classFile();
  }

  private static void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  BuildResult result() {
    return result;
  }
}
