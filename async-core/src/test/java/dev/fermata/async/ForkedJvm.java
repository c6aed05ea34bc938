package dev.fermata.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM of its own, with options of its own. */
final class ForkedJvm {

  private ForkedJvm() {}

  /** What {@code main} prints; it has to exit with 0. On its class path is where these are from. */
  static String run(List<String> options, Class<?> main, Class<?>... classPath)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("forked", ".txt");
    var command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(options);
    command.add("-cp");
    command.add(
        Stream.concat(Stream.of(EventLoop.class, ForkedJvm.class), Stream.of(classPath))
            .map(known -> known.getProtectionDomain().getCodeSource().getLocation().getPath())
            .collect(Collectors.joining(System.getProperty("path.separator"))));
    command.add(main.getName());
    try {
      Process java =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      int exit = java.waitFor();
      String printed = Files.readString(output);
      assertThat(exit).as(printed).isZero();
      return printed;
    } finally {
      Files.delete(output);
    }
  }
}
