package dev.fermata.async;

import static dev.fermata.async.Async.gather;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** {@code Async.gather}: all of several stages. */
class GatherTest {

  private final CompletableFuture<String> a = new CompletableFuture<>();
  private final CompletableFuture<String> b = new CompletableFuture<>();

  @Test
  void valuesComeInTheOrderOfTheStages() {
    Task<List<String>> all = gather(List.of(a, b));
    b.complete("b");
    assertThat(all).isNotDone();
    a.complete("a");
    assertThat(all.join()).containsExactly("a", "b");
  }

  @Test
  void ofNothingThereIsAnEmptyList() {
    assertThat(gather(List.<Task<String>>of())).isCompletedWithValue(List.of());
    assertThat(Async.<String>gather()).isCompletedWithValue(List.of());
  }

  @Test
  void nullIsAValue() {
    Task<List<String>> all = gather(a, b);
    a.complete(null);
    b.complete("b");
    assertThat(all.join()).containsExactly(null, "b");
  }

  @Test
  void theSameStageMayComeTwice() {
    Task<List<String>> all = gather(a, a);
    a.complete("a");
    assertThat(all.join()).containsExactly("a", "a");
  }

  @Test
  void stagesThatAreNoFuturesMayBeAmongThem() {
    CompletionStage<String> minimal = a.minimalCompletionStage();
    Task<List<String>> all = gather(List.of(minimal, b));
    a.complete("a");
    b.complete("b");
    assertThat(all.join()).containsExactly("a", "b");
  }

  @Test
  void theFirstFailureFailsItAtOnceAndTheOthersGoOn() {
    var failure = new IOException("disk");
    Task<List<String>> all = gather(a, b.thenApply(v -> v));
    b.completeExceptionally(failure);
    assertThatThrownBy(() -> Continuation.result(all)).isSameAs(failure);
    assertThat(a).isNotDone();
  }

  @Test
  void cancellingItCancelsAllThatStillRun() {
    Task<List<String>> all = gather(a, b);
    a.complete("a");
    assertThat(all.cancel(true)).isTrue();
    assertThat(b).isCancelled();
    assertThat(all).isCancelled();
    assertThat(all.cancel(true)).isTrue();
  }

  @Test
  void itEndsCancelledEvenIfEveryChildWentOn() {
    Task<List<String>> all =
        gather(HandWritten.awaitingOr(a, cancelled -> CompletableFuture.completedFuture("anyway")));
    assertThat(all.cancel(true)).isTrue();
    assertThat(all).isCancelled();
  }

  @Test
  void afterItsEndItCannotBeCancelled() {
    Task<List<String>> all = gather(a);
    a.complete("a");
    assertThat(all.cancel(true)).isFalse();
  }

  @Test
  void theListOfValuesCannotBeChanged() {
    Task<List<String>> all = gather(a);
    a.complete("a");
    assertThatThrownBy(() -> all.join().add("b")).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aLaterChangeOfTheCollectionDoesNotMatter() {
    var stages = new ArrayList<>(Arrays.asList(a, b));
    Task<List<String>> all = gather(stages);
    stages.clear();
    a.complete("a");
    b.complete("b");
    assertThat(all.join()).hasSize(2);
  }

  @Test
  void tenThousandStagesAreGathered() {
    var stages = new ArrayList<CompletableFuture<Integer>>();
    for (int i = 0; i < 10_000; i++) {
      stages.add(new CompletableFuture<>());
    }
    Task<List<Integer>> all = gather(stages);
    for (int i = stages.size() - 1; i >= 0; i--) {
      stages.get(i).complete(i);
    }
    assertThat(all.join()).hasSize(10_000).isSorted();
  }
}
