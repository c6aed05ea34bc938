package dev.fermata.async;

import static dev.fermata.async.Async.waitFor;
import static dev.fermata.async.ReturnWhen.ALL_COMPLETED;
import static dev.fermata.async.ReturnWhen.FIRST_COMPLETED;
import static dev.fermata.async.ReturnWhen.FIRST_EXCEPTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** {@code Async.waitFor}: some of several stages. */
class WaitForTest {

  private final CompletableFuture<String> a = new CompletableFuture<>();
  private final CompletableFuture<String> b = new CompletableFuture<>();
  private final CompletableFuture<String> c = new CompletableFuture<>();
  private final List<CompletableFuture<String>> stages = List.of(a, b, c);

  @Test
  void firstCompletedEndsWithTheFirst() {
    Task<WaitResult<String>> wait = waitFor(stages, FIRST_COMPLETED);
    assertThat(wait).isNotDone();
    b.complete("b");
    assertThat(wait.join().done()).containsExactly(b);
    assertThat(wait.join().pending()).containsExactly(a, c);
  }

  @Test
  void firstCompletedTakesAFailureAsWell() {
    Task<WaitResult<String>> wait = waitFor(stages, FIRST_COMPLETED);
    c.completeExceptionally(new IOException());
    assertThat(wait.join().done()).containsExactly(c);
  }

  @Test
  void firstExceptionGoesOnAfterValues() {
    Task<WaitResult<String>> wait = waitFor(stages, FIRST_EXCEPTION);
    a.complete("a");
    assertThat(wait).isNotDone();
    b.completeExceptionally(new IOException());
    assertThat(wait.join().done()).containsExactly(a, b);
    assertThat(wait.join().pending()).containsExactly(c);
  }

  @Test
  void firstExceptionEndsWhenAllHaveEndedWell() {
    Task<WaitResult<String>> wait = waitFor(stages, FIRST_EXCEPTION);
    stages.forEach(stage -> stage.complete(""));
    assertThat(wait.join().pending()).isEmpty();
  }

  @Test
  void firstExceptionIgnoresCancelledMembers() {
    Task<WaitResult<String>> wait = waitFor(List.of(a, b.thenApply(v -> v), c), FIRST_EXCEPTION);
    a.cancel(true);
    b.cancel(true);
    assertThat(wait).isNotDone();
    c.complete("c");
    assertThat(wait).isCompleted();
  }

  @Test
  void allCompletedWaitsForFailuresAndValues() {
    Task<WaitResult<String>> wait = waitFor(stages, ALL_COMPLETED);
    c.complete("c");
    a.completeExceptionally(new IOException());
    assertThat(wait).isNotDone();
    b.cancel(true);
    assertThat(wait.join().done()).containsExactly(a, b, c);
  }

  @Test
  void whatHasEndedAlreadyCounts() {
    c.complete("c");
    assertThat(waitFor(stages, FIRST_COMPLETED).join().done()).containsExactly(c);
  }

  @Test
  void itTellsWhatIsDoneWhenTheWaitingMethodResumes() {
    WaitResult<String> result =
        EventLoop.run(
            () -> {
              EventLoop.current()
                  .execute(
                      () -> {
                        a.complete("a");
                        c.complete("c"); // in the same turn, after the wait was over
                      });
              return HandWritten.<WaitResult<String>>suspendedAt(
                  waitFor(stages, FIRST_COMPLETED),
                  call -> {
                    var resumed = (WaitResult<?>) Continuation.result(call.resumed());
                    assertThat(resumed.done()).hasSize(2);
                    return Continuation.completed(resumed, call);
                  });
            });
    b.complete("b"); // later than the method looked
    assertThat(result.done()).containsExactly(a, c);
    assertThat(result.pending()).containsExactly(b);
  }

  @Test
  void theSameStageTwiceIsOneMember() {
    Task<WaitResult<String>> wait = waitFor(List.of(a, a), ALL_COMPLETED);
    a.complete("a");
    assertThat(wait.join().done()).containsExactly(a);
  }

  @Test
  void stagesThatAreNoFuturesAreGivenBackThemselves() {
    CompletionStage<String> minimal = a.minimalCompletionStage();
    Task<WaitResult<String>> wait = waitFor(List.of(minimal, b), FIRST_COMPLETED);
    a.complete("a");
    assertThat(wait.join().done()).containsExactly(minimal);
  }

  @Test
  void nothingToWaitForIsRefused() {
    assertThatThrownBy(() -> waitFor(List.<Task<String>>of(), ALL_COMPLETED))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void cancellingItLeavesTheMembersAlone() {
    Task<WaitResult<String>> wait = waitFor(stages, ALL_COMPLETED);
    wait.cancel(true);
    assertThat(wait).isCancelled();
    assertThat(stages).noneMatch(CompletableFuture::isDone);
  }

  @Test
  void cancelPendingCancelsThem() {
    a.complete("a");
    WaitResult<String> result = waitFor(stages, FIRST_COMPLETED).join();
    result.cancelPending();
    assertThat(b).isCancelled();
    assertThat(c).isCancelled();
    assertThat(result.done()).containsExactly(a);
    assertThat(result.pending()).containsExactly(b, c);
  }

  @Test
  void aStageThatIsWaitedForAgainAndAgainIsNotBurdened() {
    for (int i = 0; i < 100; i++) {
      waitFor(List.of(a, CompletableFuture.completedFuture("")), FIRST_COMPLETED).join();
      waitFor(List.of(a), FIRST_COMPLETED).cancel(true);
      var other = new CompletableFuture<String>();
      waitFor(List.of(a, other), FIRST_COMPLETED);
      other.complete("");
    }
    assertThat(a.getNumberOfDependents()).isLessThan(3);
  }
}
