package dev.fermata.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
class InterruptionTest {
  private static final int TERMINATED = 128 + 15;

  /** TERM, which takes the same way as Ctrl-C: a test's shell may have INT ignored. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "destroy() gives the process no chance")
  void theJvmWaitsUntilTheWorkHasEndedInOrder() throws Exception {
    var jvm = start(Work.class);
    try (var output = new BufferedReader(new InputStreamReader(jvm.getInputStream(), UTF_8))) {
      assertThat(output.readLine()).isEqualTo("working");
      jvm.toHandle().destroy();

      assertThat(output.lines()).containsExactly("told to stop", "requested: true", "tidied up");
      assertThat(jvm.waitFor()).isEqualTo(TERMINATED);
    }
  }

  @Test
  void workThatEndsByItselfIsNotStopped() {
    List<String> calls = new ArrayList<>();
    try (var interruption = Interruption.awaited()) {
      interruption.stops(() -> calls.add("stop"));

      assertThat(interruption.requested()).isFalse();
    }
    assertThat(calls).isEmpty();
  }

  /** What the other JVM does. */
  static final class Work {
    private Work() {}

    public static void main(String[] arguments) throws InterruptedException {
      var stopped = new CountDownLatch(1);
      try (var interruption = Interruption.awaited()) {
        interruption.stops(
            () -> {
              System.out.println("told to stop");
              stopped.countDown();
            });
        System.out.println("working");
        stopped.await();
        System.out.println("requested: " + interruption.requested());
        System.out.println("tidied up");
      }
    }
  }

  private static Process start(Class<?> main) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            main.getName())
        .redirectErrorStream(true)
        .start();
  }
}
