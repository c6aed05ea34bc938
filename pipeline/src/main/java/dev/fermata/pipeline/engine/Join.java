package dev.fermata.pipeline.engine;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Where branches meet. Items pass as they come; a border passes when every branch that goes on has
 * brought it, and an end when all of them have ended. A branch that has brought a border waits.
 * Confined to the loop.
 */
final class Join implements Upstream {
  private static final CompletableFuture<Void> ROOM = CompletableFuture.completedFuture(null);

  /** What becomes of what the branches bring. */
  interface Joining {
    CompletableFuture<?> item(int branch, Object item);

    /** Brought by all. */
    CompletableFuture<?> mark(Mark mark);
  }

  /** Hands on everything as it arrives. */
  record Arrival(Outlet out) implements Joining {
    @Override
    public CompletableFuture<?> item(int branch, Object item) {
      return out.put(item);
    }

    @Override
    public CompletableFuture<?> mark(Mark mark) {
      return out.put(mark);
    }
  }

  private final Joining joining;
  private final Upstream[] branches;
  private final boolean[] ended;
  private final @Nullable CompletableFuture<@Nullable Void>[] atBorder;

  /** Brought by some of the branches, and waiting for the others. */
  private Mark.@Nullable Border border;

  private Mark end = Mark.END;
  private boolean branchesStopWithTheFirst;

  @SuppressWarnings({"unchecked", "rawtypes"}) // An array of a generic type.
  Join(int count, Joining joining) {
    this.joining = joining;
    this.branches = new Upstream[count];
    Arrays.fill(branches, NoItems.UPSTREAM);
    this.ended = new boolean[count];
    this.atBorder = new CompletableFuture[count];
  }

  /** When one branch was cut, the others are stopped, as they have a source of their own. */
  Join ofSeparateSources() {
    branchesStopWithTheFirst = true;
    return this;
  }

  /** To be told once the branch that ends in {@link #port} is there. */
  void branch(int number, Upstream last) {
    branches[number] = last;
  }

  Outlet port(int number) {
    return item -> put(number, item);
  }

  private CompletableFuture<?> put(int branch, Object item) {
    if (item instanceof Mark.End itsEnd) {
      end(branch, itsEnd);
      return ROOM;
    }
    if (item instanceof Mark.Border brought) {
      var passed = new CompletableFuture<@Nullable Void>();
      atBorder[branch] = passed;
      border = brought;
      passIfAllAre(brought);
      return passed;
    }
    return joining.item(branch, item);
  }

  private void end(int branch, Mark.End itsEnd) {
    ended[branch] = true;
    if (itsEnd == Mark.CUT) {
      end = Mark.CUT;
      if (branchesStopWithTheFirst) {
        stop();
        Arrays.fill(ended, true);
      }
    }
    if (allEnded()) {
      joining.mark(end);
    } else if (border != null) {
      passIfAllAre(border); // It may be this branch that the others were waiting for.
    }
  }

  private boolean allEnded() {
    for (boolean each : ended) {
      if (!each) {
        return false;
      }
    }
    return true;
  }

  private void passIfAllAre(Mark.Border brought) {
    for (int i = 0; i < ended.length; i++) {
      if (!ended[i] && atBorder[i] == null) {
        return;
      }
    }
    List<@Nullable CompletableFuture<@Nullable Void>> waiting = Arrays.asList(atBorder.clone());
    Arrays.fill(atBorder, null);
    border = null;
    joining
        .mark(brought)
        .thenRun(
            () -> {
              for (CompletableFuture<@Nullable Void> each : waiting) {
                if (each != null) {
                  each.complete(null);
                }
              }
            });
  }

  @Override
  public void stop() {
    for (Upstream branch : branches) {
      branch.stop();
    }
  }
}
