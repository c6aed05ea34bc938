package dev.fermata.conformance;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.gather;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.EventLoop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/**
 * Rule 8: suspended on an event loop, a method resumes on that same loop, in the order in which its
 * awaited stages finished, never inside the completer's stack. Suspended on a thread without a
 * loop, it resumes on the completing thread.
 */
class Rule08ResumptionTest {

  private final List<String> events = Collections.synchronizedList(new ArrayList<>());

  private CompletableFuture<Thread> resumedOn(CompletableFuture<?> gate, String name) {
    await(gate);
    events.add(name);
    return completedFuture(Thread.currentThread());
  }

  @Test
  void withoutALoopItResumesOnTheCompletingThread() throws InterruptedException {
    var gate = new CompletableFuture<String>();
    CompletableFuture<Thread> result = resumedOn(gate, "resumed");
    var completer = new Thread(() -> gate.complete(""));
    completer.start();
    assertThat(result.join()).isSameAs(completer);
    completer.join();
  }

  @Test
  void onALoopItResumesOnThatLoopWhoeverCompletes() {
    Thread loopThread = Thread.currentThread();
    Thread resumedOn =
        EventLoop.run(
            () -> {
              var gate = new CompletableFuture<String>();
              CompletableFuture<Thread> result = resumedOn(gate, "resumed");
              new Thread(() -> gate.complete("")).start();
              return result;
            });
    assertThat(resumedOn).isSameAs(loopThread);
  }

  private CompletableFuture<Void> neverInsideTheCompleter() {
    var gate = new CompletableFuture<String>();
    CompletableFuture<Thread> waiting = resumedOn(gate, "resumed");
    events.add("before complete");
    gate.complete("");
    events.add("after complete");
    await(waiting);
    return completedFuture(null);
  }

  @Test
  void onALoopItNeverResumesInsideTheCompletersStack() {
    EventLoop.run(this::neverInsideTheCompleter);
    assertThat(events).containsExactly("before complete", "after complete", "resumed");
  }

  private CompletableFuture<Void> inOrderOfCompletion() {
    var gates = new ArrayList<CompletableFuture<String>>();
    var calls = new ArrayList<CompletableFuture<Thread>>();
    for (int i = 0; i < 5; i++) {
      var gate = new CompletableFuture<String>();
      gates.add(gate);
      calls.add(resumedOn(gate, "call " + i));
    }
    for (int i : List.of(3, 0, 4, 1, 2)) {
      gates.get(i).complete("");
    }
    await(gather(calls));
    return completedFuture(null);
  }

  @Test
  void onALoopCallsResumeInTheOrderInWhichTheirStagesFinished() {
    EventLoop.run(this::inOrderOfCompletion);
    assertThat(events).containsExactly("call 3", "call 0", "call 4", "call 1", "call 2");
  }

  private CompletableFuture<Void> completedElsewhereInOrder(CountDownLatch completed)
      throws InterruptedException {
    var first = new CompletableFuture<String>();
    var second = new CompletableFuture<String>();
    CompletableFuture<Thread> a = resumedOn(first, "first");
    CompletableFuture<Thread> b = resumedOn(second, "second");
    new Thread(
            () -> {
              second.complete("");
              first.complete("");
              completed.countDown();
            })
        .start();
    completed.await();
    await(gather(a, b));
    return completedFuture(null);
  }

  @Test
  void theOrderOfCompletionOnAnotherThreadIsKept() {
    EventLoop.run(
        () -> {
          try {
            return completedElsewhereInOrder(new CountDownLatch(1));
          } catch (InterruptedException e) {
            return CompletableFuture.failedFuture(e);
          }
        });
    assertThat(events).containsExactly("second", "first");
  }
}
