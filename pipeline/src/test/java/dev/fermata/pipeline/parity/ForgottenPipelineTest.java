package dev.fermata.pipeline.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.pipeline.ManualOperation;
import dev.fermata.pipeline.Naturals;
import dev.fermata.pipeline.Pipeline;
import java.io.File;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ForgottenPipelineTest {

  @Test
  void aPipelineThatNobodyRefersToIsStopped() throws Exception {
    var operation = new ManualOperation<Integer>();
    begin(operation);

    var call = operation.call(0);
    while (!call.isDone()) {
      System.gc(); // Until the collector has seen it.
      Thread.onSpinWait();
    }

    assertThat(call).isCancelled();
  }

  private static void begin(ManualOperation<Integer> operation) {
    Pipeline.from(new Naturals(9)).pipe("manual", operation, s -> {}).build().start();
  }

  @Test
  void aForgottenPipelineNeitherKeepsTheJvmNorIsItsSourceLeftOpen(@TempDir Path directory)
      throws Exception {
    Path said = directory.resolve("output");
    var classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var jvm =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                classPath + File.pathSeparator + System.getProperty("jdk.module.path", ""),
                Forgetful.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      boolean ended = jvm.waitFor(50, TimeUnit.SECONDS);
      var output = Files.readString(said);

      assertThat(ended).as(output).isTrue();
      assertThat(jvm.exitValue()).as(output).isZero();
      assertThat(output).contains("main has ended", "interrupted");
    } finally {
      jvm.destroyForcibly();
    }
  }

  /** Leaves its main method while an operation blocks. */
  static final class Forgetful {
    private Forgetful() {}

    public static void main(String[] args) throws InterruptedException {
      var entered = new CountDownLatch(1);
      var pipeline =
          Pipeline.from(List.of(1, 2, 3))
              .pipeBlocking("blocks", x -> block(entered), s -> {})
              .build();
      try {
        pipeline.start();
        entered.await();
      } finally {
        Reference.reachabilityFence(pipeline); // Forgotten before, it might be stopped at once.
      }
      System.out.println("main has ended");
    }

    private static int block(CountDownLatch entered) {
      entered.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        System.out.println("interrupted");
      }
      return 0;
    }
  }
}
