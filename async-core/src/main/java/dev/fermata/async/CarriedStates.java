package dev.fermata.async;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** All that is carried, in the order in which it was registered. */
final class CarriedStates {

  /** Only ever added to, so that a capture that is older is a prefix of a newer one. */
  private final List<CarriedState<?>> states = new CopyOnWriteArrayList<>();

  synchronized void add(CarriedState<?> state) {
    if (!states.contains(state)) {
      states.add(state);
    }
  }

  /** What the calling thread has of each; null when nothing is carried. */
  @Nullable Object @Nullable [] capture() {
    if (states.isEmpty()) {
      return null;
    }
    var captured = new @Nullable Object[states.size()]; // one that is added meanwhile comes later
    for (int i = 0; i < captured.length; i++) {
      captured[i] = states.get(i).capture();
    }
    return captured;
  }

  /** Leaves alone what was not carried yet when {@code captured} was. */
  void restore(@Nullable Object @Nullable [] captured) {
    if (captured != null) {
      for (int i = 0; i < captured.length; i++) {
        restore(states.get(i), captured[i]);
      }
    }
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // what it captured itself
  private static <S extends @Nullable Object> void restore(
      CarriedState<S> state, @Nullable Object captured) {
    state.restore((S) captured);
  }
}
