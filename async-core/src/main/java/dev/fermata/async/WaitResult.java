package dev.fermata.async;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Which of the stages given to {@link Async#waitFor} have ended, and which have not. This is what
 * holds when it is first looked at, so that an async method, which looks at it when it resumes,
 * misses nothing that ended in the meantime; from then on it stays the same.
 *
 * <pre>{@code
 * WaitResult<Page> result = await(waitFor(mirrors, ReturnWhen.FIRST_COMPLETED));
 * result.cancelPending();
 * return completedFuture(await(result.done().get(0)));
 * }</pre>
 *
 * <p>May be used by any thread.
 *
 * @param <T> type of the stages' values
 */
public final class WaitResult<T extends @Nullable Object> {

  /** A stage and the future that tells whether it has ended. */
  record Member<T extends @Nullable Object>(
      CompletionStage<T> stage, CompletableFuture<T> future) {}

  private record Split<T extends @Nullable Object>(
      List<CompletionStage<T>> done, List<CompletionStage<T>> pending) {}

  private final Collection<Member<T>> members;

  /** Null until somebody looks; guarded by this. */
  private @Nullable Split<T> split;

  WaitResult(Collection<Member<T>> members) {
    this.members = members;
  }

  /** The stages that have ended, well or not, in the order in which they were given. */
  public List<CompletionStage<T>> done() {
    return split().done;
  }

  /** The stages that have not ended, in the order in which they were given. */
  public List<CompletionStage<T>> pending() {
    return split().pending;
  }

  /** Cancels the stages that have not ended. */
  public void cancelPending() {
    split(); // before they end
    members.forEach(member -> member.future.cancel(true));
  }

  private synchronized Split<T> split() {
    if (split == null) {
      var done = new ArrayList<CompletionStage<T>>();
      var pending = new ArrayList<CompletionStage<T>>();
      for (Member<T> member : members) {
        (member.future.isDone() ? done : pending).add(member.stage);
      }
      split = new Split<>(List.copyOf(done), List.copyOf(pending));
    }
    return split;
  }

  @Override
  public String toString() {
    return "WaitResult[done=" + done() + ", pending=" + pending() + "]";
  }
}
