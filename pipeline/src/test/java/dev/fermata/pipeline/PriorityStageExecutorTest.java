package dev.fermata.pipeline;

import static dev.fermata.pipeline.StagesTest.drain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fermata.async.testing.VirtualClock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class PriorityStageExecutorTest {
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());

  private static void pass(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void laterStagesGoFirstAndWithinAStageWhatCameFirst() {
    var occupied = new CountDownLatch(1);
    try (var pool = new PriorityStageExecutor("pool", 1)) {
      Executor first = pool.stage();
      Executor second = pool.stage();
      Executor urgent = pool.stage(9);
      Executor leisurely = pool.stage(-1);
      first.execute(() -> pass(occupied));

      for (int i = 0; i < 3; i++) {
        String number = " " + i;
        leisurely.execute(() -> done.add("leisurely" + number));
        first.execute(() -> done.add("first" + number));
        second.execute(() -> done.add("second" + number));
        urgent.execute(() -> done.add("urgent" + number));
      }
      assertThat(pool).hasToString("pool: 1 threads, 1 at work, 12 in line");
      occupied.countDown();
    }

    assertThat(done)
        .containsExactly(
            "urgent 0",
            "urgent 1",
            "urgent 2",
            "second 0",
            "second 1",
            "second 2",
            "first 0",
            "first 1",
            "first 2",
            "leisurely 0",
            "leisurely 1",
            "leisurely 2");
  }

  @Test
  void anItemLeavesThePipelineBeforeNewOnesComeIn() {
    var saveIsInLine = new CountDownLatch(1);
    var allLoadsAreInLine = new CountDownLatch(4);
    try (var pool = new PriorityStageExecutor("pool", 1)) {
      Executor loads = pool.stage();
      Executor saves = pool.stage();
      var pipeline =
          Pipeline.from(List.of(0, 1, 2, 3))
              .pipeBlocking(
                  "load",
                  x -> {
                    pass(x == 0 ? allLoadsAreInLine : saveIsInLine);
                    done.add("load " + x);
                    return x;
                  },
                  s -> s.concurrency(4).executor(telling(loads, allLoadsAreInLine)))
              .pipeBlocking(
                  "save", x -> done.add("save " + x), s -> s.executor(telling(saves, saveIsInLine)))
              .build();

      assertThat(drain(pipeline)).hasSize(4);
    }
    // Whether the next load was begun before the first save was in line is a matter of chance.
    assertThat(done.subList(0, 3)).containsExactlyInAnyOrder("load 0", "load 1", "save 0");
  }

  private static Executor telling(Executor executor, CountDownLatch given) {
    return work -> {
      executor.execute(work);
      given.countDown();
    };
  }

  @ParameterizedTest
  @CsvSource({"false, 1", "false, 2", "false, 8", "true, 1", "true, 2", "true, 8"})
  void stagesShareItsThreads(boolean ordered, int concurrency) {
    try (var pool = new PriorityStageExecutor("shared", 2)) {
      var pipeline =
          Pipeline.from(new Naturals(100))
              .pipeBlocking(
                  "one",
                  x -> done.add(Thread.currentThread().getName()) ? x : null,
                  s -> s.concurrency(concurrency).ordered(ordered).executor(pool.stage()))
              .pipeBlocking(
                  "two",
                  x -> done.add(Thread.currentThread().getName()) ? x : null,
                  s -> s.concurrency(concurrency).ordered(ordered).executor(pool.stage()))
              .clock(new VirtualClock())
              .build();

      assertThat(drain(pipeline))
          .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 100).boxed().toList());
    }
    assertThat(done).hasSize(200).allMatch(thread -> thread.matches("shared-[12]"));
  }

  @Test
  void aPipelineWhosePoolWasClosedEndsAndSaysSo() {
    var pool = new PriorityStageExecutor("closed", 1);
    var pipeline =
        Pipeline.from(List.of(1))
            .pipeBlocking("late", x -> x, s -> s.executor(pool.stage()))
            .build();
    pool.close();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(pipeline))
        .withMessageContaining("late")
        .withStackTraceContaining("pool 'closed' was closed: close it after the pipelines");
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> pool.stage().execute(() -> {}));
  }

  @Test
  void closeOnAnInterruptedThreadDropsWhatHasNotBegun() {
    var began = new CountDownLatch(1);
    var pool = new PriorityStageExecutor("pool", 1);
    pool.stage().execute(() -> blocks(began));
    pool.stage().execute(() -> done.add("second"));
    pass(began);

    Thread.currentThread().interrupt();
    pool.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(done).containsExactly("interrupted");
  }

  private void blocks(CountDownLatch began) {
    began.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException expected) {
      done.add("interrupted");
    }
  }

  @Test
  void descriptionsNameThePoolAndThePriority() {
    try (var pool = new PriorityStageExecutor("cpu", 1)) {
      var definition =
          Pipeline.from(List.of(1))
              .pipeBlocking("one", x -> x, s -> s.executor(pool.stage()))
              .pipeBlocking("two", x -> x, s -> s.executor(pool.stage()));

      assertThat(definition.toString())
          .contains("executor cpu of priority 1", "executor cpu of priority 2");
    }
  }

  @Test
  void aPoolWithoutThreadsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PriorityStageExecutor("none", 0))
        .withMessageContaining("pool 'none' cannot work with 0 threads");
  }
}
