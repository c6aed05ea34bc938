package dev.fermata.pipeline.parity;

import static dev.fermata.async.Async.await;
import static dev.fermata.pipeline.Draining.drain;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fermata.async.Async;
import dev.fermata.pipeline.ManualOperation;
import dev.fermata.pipeline.Pipeline;
import dev.fermata.pipeline.PipelineFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every kind of source but the continuous one. */
@Timeout(60)
class SourceTest {
  private static final int END = -1;

  @Test
  void anIteratorIsReadByOnePipelineOnly() {
    var builder = Pipeline.fromIterator(List.of(1, 2, 3).iterator());

    assertThat(drain(builder.build())).containsExactly(1, 2, 3);
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(builder::build)
        .withMessageContaining("one Iterator, which can be read only once")
        .withMessageContaining("SourceTest.java");
  }

  @Test
  void aStreamIsClosedAtItsEnd() {
    var closed = new CountDownLatch(1);

    try (var numbers = Stream.of(1, 2, 3)) {
      assertThat(drain(Pipeline.fromStream(numbers.onClose(closed::countDown)).build()))
          .containsExactly(1, 2, 3);
    }
    assertThat(closed.getCount()).isZero();
  }

  @Test
  void aStreamIsClosedWhenThePipelineIs() throws Exception {
    var closed = new CountDownLatch(1);
    var endless = Stream.iterate(0, x -> x + 1).onClose(closed::countDown);
    try (var pipeline = Pipeline.fromStream(endless).build()) {
      assertThat(pipeline.iterator().next()).isZero();
    }
    closed.await();
  }

  @Test
  void aPublisherIsAskedForOneAfterTheOther() {
    var most = new AtomicInteger();
    var publisher = new Counting(1000, most);

    var pipeline =
        Pipeline.fromPublisher(publisher)
            .pipe("a", x -> completedFuture(x), s -> s.concurrency(4).ordered())
            .build();

    assertThat(drain(pipeline)).isEqualTo(IntStream.range(0, 1000).boxed().toList());
    assertThat(most).hasValue(1);
    assertThat(publisher.cancelled).isFalse();
  }

  @Test
  @SuppressWarnings("resource") // The feeding thread closes it.
  void aPublisherOfTheJdkWorksAsASource() {
    var publisher = new SubmissionPublisher<Integer>(Runnable::run, 16);
    new Thread(() -> feed(publisher)).start();

    assertThat(drain(Pipeline.fromPublisher(publisher).build())).hasSize(100).isSorted();
  }

  private static void feed(SubmissionPublisher<Integer> publisher) {
    try (publisher) {
      while (publisher.getNumberOfSubscribers() == 0) {
        Thread.onSpinWait();
      }
      IntStream.range(0, 100).forEach(publisher::submit);
    }
  }

  @Test
  void aPublisherIsCancelledWhenThePipelineIsClosed() {
    var publisher = new Counting(Integer.MAX_VALUE, new AtomicInteger());
    try (var pipeline = Pipeline.fromPublisher(publisher).build()) {
      assertThat(pipeline.iterator().next()).isZero();
    }
    assertThat(publisher.cancelled).isTrue();
  }

  @Test
  void aPublisherThatFailsEndsThePipelineAfterWhatItGave() {
    var results = new ArrayList<Integer>();
    Flow.Publisher<Integer> failing =
        subscriber ->
            subscriber.onSubscribe(
                new Flow.Subscription() {
                  private int sent;

                  @Override
                  public void request(long n) {
                    if (sent++ < 2) {
                      subscriber.onNext(sent);
                    } else {
                      subscriber.onError(new IllegalStateException("lost"));
                    }
                  }

                  @Override
                  public void cancel() {}
                });
    try (var pipeline = Pipeline.fromPublisher(failing).build()) {
      assertThatExceptionOfType(PipelineFailure.class)
          .isThrownBy(() -> pipeline.forEach(results::add))
          .withMessageContaining("stage 'source' failed")
          .withMessageContaining("lost");
    }
    assertThat(results).containsExactly(1, 2);
  }

  @Test
  void aPublisherThatSendsUnaskedFails() {
    Flow.Publisher<Integer> rude =
        subscriber ->
            subscriber.onSubscribe(
                new Flow.Subscription() {
                  @Override
                  public void request(long n) {
                    for (int i = 0; i < 100; i++) {
                      subscriber.onNext(i);
                    }
                  }

                  @Override
                  public void cancel() {}
                });

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(Pipeline.fromPublisher(rude).build()))
        .withMessageContaining("more items than it was asked for");
  }

  @Test
  void anAsyncSourceIsAwaitedUntilItsValueForTheEnd() {
    var next = new AtomicInteger();

    var pipeline = Pipeline.fromAsync(() -> slowly(next.getAndIncrement(), 50), END).build();

    assertThat(drain(pipeline)).isEqualTo(IntStream.range(0, 50).boxed().toList());
  }

  @Test
  void anAsyncSourceIsReadAsFarAsThereIsRoom() throws Exception {
    var manual = new ManualOperation<Integer>();
    var next = new AtomicInteger();
    try (var pipeline =
        Pipeline.fromAsync(() -> completedFuture(next.getAndIncrement()), END)
            .pipe("manual", manual, s -> {})
            .build()) {
      pipeline.start();
      manual.succeed(0);
      assertThat(pipeline.iterator().next()).isZero();
      manual.call(1);
      assertThat(next)
          .as("one in work, two in the queue, one that waits for room")
          .hasValueLessThan(6);
    }
  }

  @Test
  void aSourceThatNeverWaitsDoesNotKeepThePipelineFromBeingClosed() throws Exception {
    var next = new AtomicInteger();
    var many = new CountDownLatch(10_000);
    var pipeline =
        Pipeline.fromAsync(() -> completedFuture(next.getAndIncrement()), END)
            .pipe(
                "drops all",
                x -> {
                  many.countDown();
                  return CompletableFuture.<Integer>completedFuture(null);
                },
                s -> {})
            .grace(Duration.ofDays(1))
            .build();
    pipeline.start();
    many.await();

    pipeline.close();

    assertThat(pipeline.iterator().hasNext()).isFalse();
  }

  @Test
  void anAsyncSourceThatFailsOrYieldsNullEndsThePipeline() {
    var failing =
        Pipeline.fromAsync(
            () -> CompletableFuture.failedFuture(new java.io.IOException("net")), END);
    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(failing.build()))
        .withMessageContaining("stage 'source' failed")
        .havingCause()
        .isInstanceOf(java.io.IOException.class);

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(Pipeline.fromAsync(() -> completedFuture(null), END).build()))
        .withMessageContaining("item number 0 of the source is null");
  }

  @Test
  void nullMayBeTheEndOfAnAsyncSource() {
    Iterator<Integer> items = List.of(1, 2).iterator();

    var pipeline =
        Pipeline.fromAsync(() -> completedFuture(items.hasNext() ? items.next() : null), null);

    assertThat(drain(pipeline.build())).containsExactly(1, 2);
  }

  private static CompletableFuture<Integer> slowly(int number, int limit) {
    await(Async.yieldNow());
    return completedFuture(number < limit ? number : END);
  }

  /** Sends 0, 1, 2 ... as it is asked; remembers how many it was asked for at a time. */
  private static final class Counting implements Flow.Publisher<Integer> {
    private final int limit;
    private final AtomicInteger most;
    private volatile boolean cancelled;

    Counting(int limit, AtomicInteger most) {
      this.limit = limit;
      this.most = most;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Integer> subscriber) {
      subscriber.onSubscribe(
          new Flow.Subscription() {
            private int sent;

            @Override
            public void request(long n) {
              most.accumulateAndGet((int) n, Math::max);
              if (sent < limit) {
                subscriber.onNext(sent++);
              } else {
                subscriber.onComplete();
              }
            }

            @Override
            public void cancel() {
              cancelled = true;
            }
          });
    }
  }
}
