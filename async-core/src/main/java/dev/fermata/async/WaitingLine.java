package dev.fermata.async;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait, first come first served, and who may leave from anywhere: a list linked through
 * the waiters themselves, so that to come and to go costs a few writes and no allocation. Guarded
 * by whatever guards the state of its owner.
 */
final class WaitingLine<W extends WaitingLine.Waiting<?>> {

  private @Nullable Waiting<?> first;
  private @Nullable Waiting<?> last;
  private int size;

  /** A task that can stand in one line. */
  abstract static class Waiting<T extends @Nullable Object> extends Task<T> {

    // Guarded by the owner of the line.
    private @Nullable Waiting<?> ahead;
    private @Nullable Waiting<?> behind;
    private boolean inLine;
  }

  boolean isEmpty() {
    return first == null;
  }

  int size() {
    return size;
  }

  void add(W waiter) {
    Waiting<?> comes = waiter;
    comes.inLine = true;
    comes.ahead = last;
    if (last == null) {
      first = comes;
    } else {
      last.behind = comes;
    }
    last = comes;
    size++;
  }

  /** Whether it stood in the line. */
  boolean remove(W waiter) {
    Waiting<?> goes = waiter;
    if (!goes.inLine) {
      return false;
    }
    if (goes.ahead == null) {
      first = goes.behind;
    } else {
      goes.ahead.behind = goes.behind;
    }
    if (goes.behind == null) {
      last = goes.ahead;
    } else {
      goes.behind.ahead = goes.ahead;
    }
    goes.inLine = false;
    goes.ahead = null;
    goes.behind = null;
    size--;
    return true;
  }

  /** Takes the one that has waited longest. */
  @SuppressWarnings("unchecked") // only Ws are added
  @Nullable W poll() {
    W longest = (W) first;
    if (longest != null) {
      remove(longest);
    }
    return longest;
  }

  /** Takes all of them, the one that has waited longest first. */
  void drainTo(Consumer<? super W> consumer) {
    for (W waiter = poll(); waiter != null; waiter = poll()) {
      consumer.accept(waiter);
    }
  }
}
