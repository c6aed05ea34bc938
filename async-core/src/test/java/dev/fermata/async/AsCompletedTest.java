package dev.fermata.async;

import static dev.fermata.async.Async.asCompleted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** {@code Async.asCompleted}: outcomes in the order in which they come. */
class AsCompletedTest {

  private final CompletableFuture<String> a = new CompletableFuture<>();
  private final CompletableFuture<String> b = new CompletableFuture<>();
  private final CompletableFuture<String> c = new CompletableFuture<>();

  @Test
  void outcomesComeInTheOrderInWhichTheStagesEnd() {
    List<Task<String>> tasks = asCompleted(List.of(a, b, c));
    c.complete("c");
    assertThat(tasks.get(0)).isCompletedWithValue("c");
    assertThat(tasks.get(1)).isNotDone();
    a.complete("a");
    b.complete("b");
    assertThat(tasks).extracting(CompletableFuture::join).containsExactly("c", "a", "b");
  }

  @Test
  void whatHasEndedAlreadyComesFirst() {
    b.complete("b");
    assertThat(asCompleted(List.of(a, b, c)).get(0)).isCompletedWithValue("b");
  }

  @Test
  void aFailureTakesItsTurn() {
    var failure = new IOException("disk");
    List<Task<String>> tasks = asCompleted(List.of(a, b));
    b.completeExceptionally(failure);
    a.complete("a");
    assertThatThrownBy(() -> Continuation.result(tasks.get(0))).isSameAs(failure);
    assertThat(tasks.get(1)).isCompletedWithValue("a");
  }

  @Test
  void aCancelledTaskTakesNoOutcome() {
    List<Task<String>> tasks = asCompleted(List.of(a, b, c));
    tasks.get(0).cancel(true);
    assertThat(a).isNotDone();
    b.complete("b");
    a.complete("a");
    assertThat(tasks.get(1)).isCompletedWithValue("b");
    assertThat(tasks.get(2)).isCompletedWithValue("a");
    c.complete("c"); // there is no place left for it
  }

  @Test
  void ofNothingThereIsNothing() {
    assertThat(asCompleted(List.<Task<String>>of())).isEmpty();
  }

  @Test
  void stagesThatEndOnManyThreadsEachTakeOnePlace() throws InterruptedException {
    long seed = 42;
    var stages = new ArrayList<CompletableFuture<Integer>>();
    for (int i = 0; i < 1_000; i++) {
      stages.add(new CompletableFuture<>());
    }
    List<Task<Integer>> tasks = asCompleted(stages);
    var completions = new ArrayList<Runnable>();
    for (int i = 0; i < stages.size(); i++) {
      int number = i;
      completions.add(() -> stages.get(number).complete(number));
    }
    Collections.shuffle(completions, new Random(seed));
    var threads = new ArrayList<Thread>();
    for (int t = 0; t < 4; t++) {
      int first = t;
      threads.add(
          new Thread(
              () -> {
                for (int i = first; i < completions.size(); i += 4) {
                  completions.get(i).run();
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(tasks).extracting(CompletableFuture::join).doesNotHaveDuplicates().hasSize(1_000);
  }
}
