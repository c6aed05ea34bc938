package dev.fermata.pipeline.parity;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.fermata.pipeline.Builder;
import dev.fermata.pipeline.ManualOperation;
import dev.fermata.pipeline.Naturals;
import dev.fermata.pipeline.Pipeline;
import dev.fermata.pipeline.engine.PipelineRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(60)
class SinkTest {

  @Test
  void aSecondIteratorGoesOnWhereTheFirstStopped() {
    try (var pipeline = Pipeline.from(new Naturals(4)).build()) {
      var first = pipeline.iterator();
      assertThat(first.next()).isEqualTo(0);
      assertThat(first.hasNext()).as("has taken the next one").isTrue();

      assertThat(pipeline.iterator().next()).isEqualTo(1);
      assertThat(pipeline).containsExactly(2, 3);
      assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(first::next);
    }
  }

  @Test
  void aNextThatTimesOutLosesNothing() throws Exception {
    var operation = new ManualOperation<Integer>();
    try (var pipeline = Pipeline.from(new Naturals(1)).pipe("manual", operation, s -> {}).build()) {
      assertThatExceptionOfType(TimeoutException.class)
          .isThrownBy(() -> pipeline.next(Duration.ofMillis(1)));

      operation.succeed(0);

      assertThat(pipeline.next(Duration.ofDays(400_000))).contains(0);
      assertThat(pipeline.next(Duration.ofDays(1))).isEmpty();
    }
  }

  @Test
  void nextAndIteratorShareTheirPlace() throws Exception {
    try (var pipeline = Pipeline.from(new Naturals(2)).build()) {
      assertThat(pipeline.iterator().hasNext()).isTrue();
      assertThat(pipeline.next(Duration.ofSeconds(20))).contains(0);
      assertThat(pipeline.next(Duration.ofSeconds(20))).contains(1);
    }
  }

  @Test
  void whatHasNextPromisedIsHandedOutEvenWhenThePipelineIsClosedMeanwhile() {
    var pipeline = Pipeline.from(new Naturals(3)).build();
    var iterator = pipeline.iterator();
    assertThat(iterator.hasNext()).isTrue();

    pipeline.close();

    assertThat(iterator.next()).isEqualTo(0);
    assertThat(iterator.hasNext()).isFalse();
  }

  @Test
  void severalThreadsShareTheItemsBetweenThem() throws Exception {
    var results = new ConcurrentLinkedQueue<Integer>();
    try (var pipeline =
        Pipeline.from(new Naturals(2000))
            .pipe("same", x -> completedFuture(x), s -> s.concurrency(4))
            .build()) {
      var threads =
          IntStream.range(0, 4)
              .mapToObj(i -> new Thread(() -> pipeline.forEach(results::add)))
              .toList();
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(results)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 2000).boxed().toList());
  }

  @Test
  void anInterruptedConsumerKeepsItsFlagAndLosesNothing() throws Exception {
    var operation = new ManualOperation<Integer>();
    try (var pipeline = Pipeline.from(new Naturals(1)).pipe("manual", operation, s -> {}).build()) {
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(() -> pipeline.iterator().hasNext());
      assertThat(Thread.interrupted()).isTrue();

      operation.succeed(0);
      assertThat(pipeline).containsExactly(0);
    }
  }

  @Test
  void closeCancelsOperationsAndInterruptsBlockingOnesAndTheSource() throws Exception {
    var operation = new ManualOperation<Integer>();
    var interrupted = new CountDownLatch(2);
    var blocked = new CountDownLatch(2);
    Iterable<Integer> source =
        () ->
            IntStream.range(0, 3)
                .map(
                    x -> {
                      if (x == 2) {
                        blockUntil(interrupted, blocked);
                      }
                      return x;
                    })
                .iterator();
    var pipeline =
        Pipeline.from(source)
            .pipeBlocking(
                "blocks",
                x -> {
                  if (x == 1) {
                    blockUntil(interrupted, blocked);
                  }
                  return x;
                },
                s -> s.concurrency(2))
            .pipe("manual", operation, s -> {})
            .build();
    pipeline.start();
    var call = operation.call(0);
    blocked.await();

    pipeline.close();

    assertThat(call).isCancelled();
    assertThat(interrupted.await(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    assertThat(pipeline.iterator().hasNext()).isFalse();
    assertThat(pipeline.next(Duration.ZERO)).isEmpty();
    assertThatCode(pipeline::close).doesNotThrowAnyException();
  }

  @Test
  void closeForgetsWhatNobodyTook() {
    var pipeline = Pipeline.from(new Naturals(3)).build();
    assertThat(pipeline.iterator().hasNext()).isTrue();

    pipeline.close();

    assertThat(pipeline.iterator().hasNext()).isFalse();
  }

  @Test
  void aPipelineClosedBeforeItBeganNeverBegins() {
    var source = new Naturals(3);
    var pipeline = Pipeline.from(source).build();

    pipeline.close();

    assertThat(pipeline).isEmpty();
    assertThat(source.read()).isZero();
  }

  @Test
  void closeEndsTheWaitOfAConsumer() throws Exception {
    var operation = new ManualOperation<Integer>();
    var pipeline = Pipeline.from(new Naturals(1)).pipe("manual", operation, s -> {}).build();
    var consumer = new FutureTask<>(() -> pipeline.iterator().hasNext());
    new Thread(consumer).start();
    operation.call(0);

    pipeline.close();

    assertThat(consumer.get()).isFalse();
  }

  @Test
  void anOperationMayCloseItsOwnPipeline() {
    var pipelines = new ArrayList<Pipeline<Integer>>();
    var pipeline =
        Pipeline.from(new Naturals(10))
            .grace(Duration.ofDays(1))
            .pipe(
                "closes",
                x -> {
                  pipelines.get(0).close();
                  return completedFuture(x);
                },
                s -> {})
            .build();
    pipelines.add(pipeline);

    assertThat(pipeline).isEmpty();
  }

  @Test
  void anOperationThatIgnoresItsInterruptEndsItsStageAllTheSame() throws Exception {
    var entered = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    var pipeline =
        Pipeline.from(new Naturals(Integer.MAX_VALUE))
            .pipeBlocking(
                "ignores",
                x -> {
                  entered.countDown();
                  blockUntil(interrupted);
                  return x;
                },
                s -> {})
            .grace(Duration.ofDays(1))
            .build();
    pipeline.start();
    entered.await();

    pipeline.close();

    assertThat(pipeline.statistics().stage("ignores").count()).isEqualTo(1);
  }

  @Test
  void closeDoesNotHangOnWhatCannotBeInterruptedAndSaysSo() throws Exception {
    var entered = new CountDownLatch(1);
    var release = new CountDownLatch(1);

    List<String> messages =
        messagesOfClosing(
            Pipeline.from(List.of(1))
                .pipeBlocking(
                    "stubborn",
                    x -> {
                      entered.countDown();
                      awaitUninterruptibly(release);
                      return x;
                    },
                    s -> {}),
            entered);

    assertThat(messages)
        .anyMatch(message -> message.endsWith("it still runs: 1 of stage 'stubborn'"));
    release.countDown();
  }

  @Test
  void aSourceThatHasReadNothingYetIsNamedToo() throws Exception {
    var entered = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    Iterable<Integer> stubborn =
        () -> {
          entered.countDown();
          awaitUninterruptibly(release);
          return List.of(1).iterator();
        };

    assertThat(messagesOfClosing(Pipeline.from(stubborn), entered))
        .anyMatch(message -> message.endsWith("it still runs: a read of source 'source'"));
    release.countDown();
  }

  private static List<String> messagesOfClosing(Builder<?> builder, CountDownLatch entered)
      throws InterruptedException {
    var log = new ListAppender<ILoggingEvent>();
    log.start();
    var logger = (Logger) LoggerFactory.getLogger(PipelineRun.class);
    logger.addAppender(log);
    var pipeline = builder.grace(Duration.ofMillis(20)).build();
    pipeline.start();
    var consumer = new Thread(() -> pipeline.forEach(item -> {}));
    consumer.start();
    entered.await();

    pipeline.close();

    logger.detachAppender(log);
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void aPipelineHoldsNoThreadThatKeepsTheJvmAlive() throws Exception {
    var operation = new ManualOperation<Integer>();
    try (var pipeline =
        Pipeline.from(new Naturals(9))
            .pipeBlocking("same", x -> x, s -> {})
            .pipe("manual", operation, s -> {})
            .build()) {
      pipeline.start();
      operation.call(0);
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> thread.getName().startsWith("pipeline-"))
          .isNotEmpty()
          .allMatch(Thread::isDaemon);
    }
  }

  private static void blockUntil(CountDownLatch interrupted, CountDownLatch blocked) {
    blocked.countDown();
    blockUntil(interrupted);
    throw new IllegalStateException("interrupted");
  }

  private static void blockUntil(CountDownLatch interrupted) {
    try {
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException e) {
      interrupted.countDown();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // Stubborn.
      }
    }
  }
}
