package dev.fermata.pipeline.parity;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fermata.pipeline.ManualOperation;
import dev.fermata.pipeline.Naturals;
import dev.fermata.pipeline.Pipeline;
import dev.fermata.pipeline.PipelineFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a pipeline begins and ends. For one that nobody closes see {@link ForgottenPipelineTest}. */
@Timeout(60)
class LifecycleTest {

  @Test
  void itBeginsWhenItIsFirstConsumed() {
    var source = new Naturals(3);
    try (var pipeline = Pipeline.from(source).build()) {
      assertThat(source.read()).isZero();
      assertThat(pipeline.iterator().next()).isZero();
      assertThat(source.read()).isPositive();
    }
  }

  @Test
  void startBeginsAheadOfThatAndASecondStartDoesNothing() throws Exception {
    var source = new Naturals(3);
    try (var pipeline = Pipeline.from(source).build()) {
      pipeline.start();
      source.awaitRead(2);
      pipeline.start();

      assertThat(pipeline).containsExactly(0, 1, 2);
      pipeline.start();
      assertThat(pipeline.next(Duration.ofSeconds(20))).isEmpty();
    }
  }

  @Test
  void itIsClosedAsOftenAsOneLikesAndDoesNotBeginAgain() {
    var source = new Naturals(1000);
    var pipeline = Pipeline.from(source).build();
    assertThat(pipeline.iterator().next()).isZero();

    pipeline.close();
    int read = source.read();
    pipeline.close();
    pipeline.start();

    assertThat(pipeline).isEmpty();
    assertThat(source.read()).isEqualTo(read);
  }

  @BothOrders
  void onceClosedNoOperationRunsAndNoneBegins(boolean ordered, int concurrency) throws Exception {
    var operation = new ManualOperation<Integer>();
    var entered = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    var pipeline =
        Pipeline.from(new Naturals(1000))
            .pipe("through", x -> completedFuture(x), s -> s.concurrency(concurrency).ordered())
            .pipe("manual", operation, s -> s.concurrency(concurrency).ordered(ordered))
            .pipeBlocking(
                "blocks",
                x -> {
                  entered.countDown();
                  try {
                    new CountDownLatch(1).await();
                  } catch (InterruptedException e) {
                    interrupted.countDown();
                  }
                  return x;
                },
                s -> s.concurrency(concurrency).ordered(ordered))
            .grace(Duration.ofDays(1))
            .build();
    pipeline.start();
    operation.succeed(0);
    var waiting = operation.call(concurrency);
    entered.await();

    pipeline.close();

    interrupted.await();
    assertThat(waiting).isCancelled();
    assertThat(operation.count()).isEqualTo(concurrency + 1);
    assertThat(pipeline.statistics().stages()).allMatch(stage -> stage.inFlight() == 0);
    assertThat(pipeline.iterator().hasNext()).isFalse();
  }

  @Test
  void closeWaitsForASourceThatIsStillClosingAfterAFailure() {
    var mayClose = new CountDownLatch(1);
    var closed = new AtomicBoolean();
    var source =
        Stream.iterate(0, x -> x + 1)
            .onClose(
                () -> {
                  awaitUninterruptibly(mayClose);
                  closed.set(true);
                });
    var pipeline =
        Pipeline.fromStream(source)
            .pipe(
                "fails",
                x -> CompletableFuture.<Integer>failedFuture(new IOException()),
                s -> s.maxFailures(0))
            .grace(Duration.ofDays(1))
            .build();
    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> pipeline.iterator().hasNext());
    var consumer = Thread.currentThread();
    new Thread(
            () -> {
              while (consumer.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
              }
              mayClose.countDown();
            })
        .start();
    pipeline.close();
    assertThat(closed).isTrue();
    mayClose.countDown();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean open = false;
    while (!open) {
      try {
        latch.await();
        open = true;
      } catch (InterruptedException e) {
        // Its thread was interrupted for what it reads, which is over.
      }
    }
  }

  @BothOrders
  void onceAtItsEndNoThreadOfItIsLeft(boolean ordered, int concurrency) throws Exception {
    var loops = new ConcurrentSkipListSet<String>();
    var pipeline =
        Pipeline.from(new Naturals(20))
            .pipe(
                "loop",
                x -> {
                  loops.add(Thread.currentThread().getName());
                  return completedFuture(x);
                },
                s -> s.concurrency(concurrency).ordered(ordered))
            .pipeBlocking("thread", x -> x, s -> s.concurrency(concurrency).ordered(ordered))
            .build();

    assertThat(pipeline).hasSize(20);

    assertThat(loops).hasSize(1);
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if ((thread.getName() + "-").startsWith(loops.first() + "-")) {
        thread.join(20_000);
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
    pipeline.close();
  }
}
