package dev.fermata.eaasync;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The jars that programs run with. */
final class Jars {

  static final Path EA_ASYNC = of("com.ea.async.Async");
  static final Path SLF4J = of("org.slf4j.Logger");
  static final Path ASYNC_CORE = inModule("async-core");
  static final Path ASYNC_AGENT = inModule("async-agent");

  private Jars() {}

  private static Path of(String className) {
    try {
      URL location = Class.forName(className).getProtectionDomain().getCodeSource().getLocation();
      return Path.of(location.toURI());
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The jar as it was packaged by this build, whatever the test's own class path holds. */
  private static Path inModule(String module) {
    Path target = Path.of("..", module, "target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(
              file -> file.getFileName().toString().matches(module + "-[0-9].*(?<!-sources)\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("not packaged yet: " + module))
          .toRealPath();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
