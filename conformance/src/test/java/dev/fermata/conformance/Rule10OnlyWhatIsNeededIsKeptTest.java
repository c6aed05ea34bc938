package dev.fermata.conformance;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.yieldNow;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.EventLoop;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Rule 10: a suspended call keeps alive only what it still needs. The tests of this module run in a
 * heap of 64 MB: what is kept too long does not fit.
 */
class Rule10OnlyWhatIsNeededIsKeptTest {

  private static final int MEGABYTE = 1 << 20;

  private CompletableFuture<Integer> deadLocal(CompletableFuture<?> gate, int megabytes) {
    byte[] block = new byte[megabytes * MEGABYTE];
    int length = block.length;
    await(gate); // block is never read again
    return completedFuture(length);
  }

  @Test
  void aLocalThatIsNotReadAgainIsNotKept() {
    var gate = new CompletableFuture<String>();
    var calls = new CompletableFuture<?>[40];
    for (int i = 0; i < calls.length; i++) {
      calls[i] = deadLocal(gate, 8);
    }
    gate.complete("");
    assertThat(calls[39].join()).isEqualTo(8 * MEGABYTE);
  }

  private CompletableFuture<Integer> deadAfterTheFirstAwait(
      CompletableFuture<?> first, CompletableFuture<?> second) {
    byte[] block = new byte[8 * MEGABYTE];
    await(first);
    int length = block.length;
    await(second); // block was saved at the first await, and is dead here
    return completedFuture(length);
  }

  @Test
  void whatAnEarlierSuspensionSavedIsLetGo() {
    var second = new CompletableFuture<String>();
    var calls = new CompletableFuture<?>[40];
    for (int i = 0; i < calls.length; i++) {
      var first = new CompletableFuture<String>();
      calls[i] = deadAfterTheFirstAwait(first, second);
      first.complete("");
    }
    second.complete("");
    assertThat(calls[39].join()).isEqualTo(8 * MEGABYTE);
  }

  private CompletableFuture<Integer> finished(CompletableFuture<?> gate) {
    byte[] block = new byte[8 * MEGABYTE];
    await(gate);
    return completedFuture(block.length);
  }

  @Test
  void aFinishedCallKeepsItsResultOnly() {
    var calls = new CompletableFuture<?>[40];
    for (int i = 0; i < calls.length; i++) {
      var gate = new CompletableFuture<String>();
      calls[i] = finished(gate);
      gate.complete("");
    }
    assertThat(calls).allMatch(call -> call.join().equals(8 * MEGABYTE));
  }

  private CompletableFuture<Long> tenMillionAwaits() {
    long sum = 0;
    for (int i = 0; i < 10_000_000; i++) {
      await(yieldNow());
      sum += i;
    }
    return completedFuture(sum);
  }

  @Test
  void aLoopOfTenMillionPendingAwaitsRunsInConstantHeap() {
    assertThat(EventLoop.run(this::tenMillionAwaits)).isEqualTo(49_999_995_000_000L);
  }
}
