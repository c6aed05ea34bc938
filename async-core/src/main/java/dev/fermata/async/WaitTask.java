package dev.fermata.async;

import dev.fermata.async.WaitResult.Member;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Ends when enough of its stages have ended. Cancelled, it leaves them alone. */
final class WaitTask<T extends @Nullable Object> extends Task<WaitResult<T>> {

  private final ReturnWhen when;
  private final List<Member<T>> members = new ArrayList<>();

  /** Stages that have not ended yet; counted down by whoever ends them. */
  private final AtomicInteger missing;

  WaitTask(Collection<? extends CompletionStage<T>> stages, ReturnWhen when) {
    this.when = when;
    for (CompletionStage<T> stage : new LinkedHashSet<>(stages)) {
      members.add(new Member<>(stage, ForeignStage.adapt(stage)));
    }
    if (members.isEmpty()) {
      throw new IllegalArgumentException("waitFor needs at least one stage to wait for");
    }
    this.missing = new AtomicInteger(members.size());
    for (Member<T> member : members) {
      Listening.listen(this, member.future(), () -> ended(member.future()));
    }
  }

  private void ended(CompletableFuture<T> future) {
    boolean all = missing.decrementAndGet() == 0;
    if (all || isEnough(future)) {
      complete(new WaitResult<>(members));
    }
  }

  private boolean isEnough(CompletableFuture<T> ended) {
    return switch (when) {
      case FIRST_COMPLETED -> true;
      case FIRST_EXCEPTION ->
          ended.isCompletedExceptionally() && !(Failure.of(ended) instanceof CancellationException);
      case ALL_COMPLETED -> false;
    };
  }

  @Override
  List<? extends CompletableFuture<?>> members() {
    return members.stream().map(Member::future).toList();
  }

  @Override
  public String name() {
    return "waitFor";
  }
}
