package dev.fermata.conformance;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.gather;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Completion races with suspension, a million times, from four other threads: nothing is lost. */
class CompletionStressTest {

  private static final int COMPLETERS = 4;
  private static final int CALLS = 50;
  private static final int AWAITS_PER_CALL = 20_000;

  private static final Request STOP = new Request(new CompletableFuture<>(), 0);

  private final List<LinkedBlockingQueue<Request>> inboxes = new ArrayList<>();
  private final List<Thread> completers = new ArrayList<>();

  private record Request(CompletableFuture<Integer> future, int value) {}

  @BeforeEach
  void startCompleters() {
    for (int i = 0; i < COMPLETERS; i++) {
      var inbox = new LinkedBlockingQueue<Request>();
      inboxes.add(inbox);
      var completer = new Thread(() -> completeAll(inbox), "completer-" + i);
      completers.add(completer);
      completer.start();
    }
  }

  @AfterEach
  void stopCompleters() throws InterruptedException {
    inboxes.forEach(inbox -> inbox.add(STOP));
    for (Thread completer : completers) {
      completer.join();
    }
  }

  private static void completeAll(LinkedBlockingQueue<Request> inbox) {
    try {
      for (Request request = inbox.take(); !request.equals(STOP); request = inbox.take()) {
        request.future.complete(request.value);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The future may be completed before it is awaited, while it is, or after. */
  private CompletableFuture<Integer> completedElsewhere(int value) {
    var future = new CompletableFuture<Integer>();
    inboxes.get(value % COMPLETERS).add(new Request(future, value));
    return future;
  }

  private CompletableFuture<Long> sum(int seed) {
    long sum = 0;
    for (int i = 0; i < AWAITS_PER_CALL; i++) {
      sum += await(completedElsewhere(seed + i));
    }
    return completedFuture(sum);
  }

  private static long expectedSum(int seed) {
    return AWAITS_PER_CALL * (long) seed + (AWAITS_PER_CALL - 1L) * AWAITS_PER_CALL / 2;
  }

  private List<CompletableFuture<Long>> startCalls() {
    var calls = new ArrayList<CompletableFuture<Long>>();
    for (int i = 0; i < CALLS; i++) {
      calls.add(sum(i));
    }
    return calls;
  }

  private CompletableFuture<List<Long>> onTheLoop() {
    return completedFuture(await(gather(startCalls())));
  }

  private static List<Long> expected() {
    var sums = new ArrayList<Long>();
    for (int i = 0; i < CALLS; i++) {
      sums.add(expectedSum(i));
    }
    return sums;
  }

  @Test
  void aMillionAwaitsOnALoopAreAllResumed() {
    assertThat(EventLoop.run(this::onTheLoop)).isEqualTo(expected());
  }

  @Test
  void aMillionAwaitsWithoutALoopAreAllResumed() {
    List<Long> sums = startCalls().stream().map(CompletableFuture::join).toList();
    assertThat(sums).isEqualTo(expected());
  }

  private CompletableFuture<Long> sumOfChildren(int seed) {
    long sum = 0;
    for (int i = 0; i < AWAITS_PER_CALL; i++) {
      sum += await(child(seed + i));
    }
    return completedFuture(sum);
  }

  private CompletableFuture<Integer> child(int value) {
    return completedFuture(await(completedElsewhere(value)));
  }

  @Test
  void aMillionSuspendedChildrenWithoutALoopWakeTheirParents() {
    var calls = new ArrayList<CompletableFuture<Long>>();
    for (int i = 0; i < CALLS; i++) {
      calls.add(sumOfChildren(i));
    }
    assertThat(calls.stream().map(CompletableFuture::join).toList()).isEqualTo(expected());
  }
}
