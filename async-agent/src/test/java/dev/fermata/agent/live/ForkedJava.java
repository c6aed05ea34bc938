package dev.fermata.agent.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.Async;
import dev.fermata.transform.harness.InMemoryCompiler;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Programs that are compiled here and run by a JVM of their own, on the class path of a user. */
record ForkedJava(Path classes) {

  static final Path AGENT_JAR = Path.of(System.getProperty("agent.jar"));
  static final String AGENT = "-javaagent:" + AGENT_JAR;

  /** Adds a call that suspends on a loop to the programs: {@code Shop.buy} and what it needs. */
  static final String SHOP =
      """
      import static dev.fermata.async.Async.await;
      import dev.fermata.async.EventLoop;
      import java.util.concurrent.*;

      class Shop {
        final String greeting = "sold ";

        CompletableFuture<String> buy(CompletableFuture<String> item, long price) {
          String text = greeting;
          try {
            text += await(item) + " for ";
            for (int i = 0; i < 2; i++) text += await(later(price + i)) + " ";
          } finally {
            text += "thanks";
          }
          return CompletableFuture.completedFuture(text);
        }

        static <T> CompletableFuture<T> later(T value) {
          var future = new CompletableFuture<T>();
          EventLoop.current().execute(() -> future.complete(value));
          return future;
        }

        static String sell(String item) {
          return EventLoop.run(() -> new Shop().buy(later(item), 7));
        }
      }
      """;

  /** slf4j on having no provider, the JDK on Byte Buddy's use of Unsafe. */
  private static final Pattern OF_OTHERS =
      Pattern.compile(
          "^(SLF4J|WARNING: .*(sun\\.misc\\.Unsafe|class net\\.bytebuddy)).*\\R?",
          Pattern.MULTILINE);

  static final String SOLD = "sold hat for 7 8 thanks";

  /**
   * What came of a run.
   *
   * @param err without warnings about others
   */
  record Run(int exitCode, String out, String err) {
    /** Requires that the program ended well, silent but for {@code out}. */
    void printed(String... lines) {
      assertThat(err).isEmpty();
      assertThat(out.lines()).containsExactly(lines);
      assertThat(exitCode).isZero();
    }
  }

  /** Compiles for release 17, or as {@code options} say. */
  ForkedJava with(String fileName, String source, String... options) throws IOException {
    List<String> all = options.length > 0 ? List.of(options) : List.of("--release", "17", "-g");
    for (var file : InMemoryCompiler.compile(all, fileName, source).entrySet()) {
      Path path = classes.resolve(file.getKey() + ".class");
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    return this;
  }

  /** Runs {@code main} with the classes, the runtime and the agent's jar on the class path. */
  Run run(List<String> options, String main) throws Exception {
    List<String> arguments = new ArrayList<>(options);
    arguments.add("-cp");
    arguments.add(
        String.join(
            File.pathSeparator,
            classes.toString(),
            locationOf(Async.class).toString(),
            locationOf(org.slf4j.Logger.class).toString(),
            AGENT_JAR.toString()));
    arguments.add(main);
    return java(arguments);
  }

  /** Runs {@code java} with exactly these arguments, and every class verified. */
  static Run java(List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xverify:all");
    command.add("-Xshare:auto");
    command.addAll(arguments);
    Path out = Files.createTempFile("out", null);
    Path err = Files.createTempFile("err", null);
    try {
      var builder = new ProcessBuilder(command);
      Map<String, String> environment = builder.environment();
      environment.remove("JAVA_TOOL_OPTIONS");
      environment.remove("JDK_JAVA_OPTIONS");
      Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      try {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
      } finally {
        process.destroyForcibly();
      }
      String errors = OF_OTHERS.matcher(Files.readString(err)).replaceAll("").strip();
      return new Run(process.exitValue(), Files.readString(out).strip(), errors);
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  static Path locationOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
