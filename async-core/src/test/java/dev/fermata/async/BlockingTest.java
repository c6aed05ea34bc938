package dev.fermata.async;

import static dev.fermata.async.Async.blocking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** {@code Async.blocking}: functions that hold a thread, kept off the loop. */
class BlockingTest {

  @Test
  void itRunsOnAnotherThreadAndTheLoopGoesOn() {
    Thread caller = Thread.currentThread();
    Thread worker = EventLoop.run(() -> blocking(Thread::currentThread));
    assertThat(worker).isNotSameAs(caller);
    assertThat(worker.isDaemon()).isTrue();
  }

  @Test
  void itRunsOnAVirtualThreadWhereTheJdkHasThemAndOtherwiseOnOneOfAPool() throws Exception {
    Thread worker = EventLoop.run(() -> blocking(Thread::currentThread));
    if (Runtime.version().feature() >= 21) {
      assertThat(Thread.class.getMethod("isVirtual").invoke(worker)).isEqualTo(true);
    } else {
      assertThat(worker.getName()).startsWith("fermata-blocking-");
    }
  }

  @Test
  void itsFailureIsThrownAsItIs() {
    var failure = new IOException("disk");
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () ->
                        blocking(
                            () -> {
                              throw failure;
                            })))
        .isSameAs(failure);
  }

  @Test
  void withoutALoopItWorksAsWell() {
    assertThat(blocking(() -> 1).join()).isEqualTo(1);
  }

  @Test
  void anExecutorOfOnesOwnMayBeNamed() {
    var used = new CompletableFuture<String>();
    int value =
        blocking(
                work -> {
                  used.complete("mine");
                  work.run();
                },
                () -> 1)
            .join();
    assertThat(value).isEqualTo(1);
    assertThat(used).isCompletedWithValue("mine");
  }

  @Test
  void cancelInterruptsItsThreadAndWaitsForItsEnd() {
    var begun = new CountDownLatch(1);
    Task<String> task =
        blocking(
            () -> {
              begun.countDown();
              new CountDownLatch(1).await();
              return "never";
            });
    awaitUninterruptibly(begun);
    assertThat(task.cancel(true)).isTrue();
    assertThatThrownBy(task::join).isInstanceOf(CancellationException.class);
  }

  @Test
  void whatGoesOnInSpiteOfTheInterruptEndsCancelledAllTheSame() {
    var begun = new CountDownLatch(1);
    Task<String> task =
        blocking(
            () -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
                return "never";
              } catch (InterruptedException e) {
                return "anyway";
              }
            });
    awaitUninterruptibly(begun);
    task.cancel(true);
    assertThatThrownBy(task::join).isInstanceOf(CancellationException.class);
  }

  @Test
  void cancelWithoutInterruptWaitsForItsEnd() {
    var begun = new CountDownLatch(1);
    var proceed = new CountDownLatch(1);
    Task<String> task =
        blocking(
            () -> {
              begun.countDown();
              proceed.await();
              return "done";
            });
    awaitUninterruptibly(begun);
    task.cancel(false);
    assertThat(task).isNotDone();
    proceed.countDown();
    assertThatThrownBy(task::join).isInstanceOf(CancellationException.class);
  }

  @Test
  void queuedAndNotBegunItEndsAtOnceAndNeverRuns() {
    Queue<Runnable> queue = new ArrayDeque<>();
    var ran = new boolean[1];
    Task<String> task =
        blocking(
            queue::add,
            () -> {
              ran[0] = true;
              return "never";
            });
    assertThat(task.cancel(true)).isTrue();
    assertThat(task).isCancelled();
    queue.remove().run();
    assertThat(ran[0]).isFalse();
    assertThat(task.cancel(true)).isTrue();
  }

  @Test
  void theInterruptDoesNotOutliveTheWork() {
    Queue<Runnable> queue = new ArrayDeque<>();
    var self = new Task<?>[1];
    Task<String> task =
        blocking(
            queue::add,
            () -> {
              self[0].cancel(true);
              return "value";
            });
    self[0] = task;
    queue.remove().run();
    assertThat(Thread.interrupted()).isFalse();
    assertThat(task).isCancelled();
  }

  @Test
  void anExecutorThatRefusesFailsTheTask() {
    Task<String> task =
        blocking(
            work -> {
              throw new RejectedExecutionException("full");
            },
            () -> "never");
    assertThatThrownBy(() -> Continuation.result(task))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessage("full");
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
