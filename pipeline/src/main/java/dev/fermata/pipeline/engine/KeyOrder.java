package dev.fermata.pipeline.engine;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Lets one lane at a time work on an item of a key, in the order in which they came. Holds no more
 * keys than there are lanes. Confined to the loop.
 */
final class KeyOrder {
  private static final CompletionStage<Void> NOW = CompletableFuture.completedFuture(null);

  // One entry for each key that is worked on, with those who wait for it.
  private final Map<Object, Queue<CompletableFuture<Void>>> lines = new HashMap<>();

  /** Done when it is the turn of whoever asks. */
  CompletionStage<@Nullable Void> enter(Object key) {
    var line = lines.get(key);
    if (line == null) {
      lines.put(key, new ArrayDeque<>(0));
      return NOW;
    }
    var turn = new CompletableFuture<@Nullable Void>();
    line.add(turn);
    return turn;
  }

  /** Whoever has entered is done. */
  void leave(Object key) {
    var line = lines.get(key);
    if (line == null) {
      throw new IllegalStateException(
          "key %s changed its hash code while an item of it was worked on".formatted(key));
    }
    CompletableFuture<Void> next;
    do {
      next = line.poll();
      if (next == null) {
        lines.remove(key);
        return;
      }
    } while (!next.complete(null)); // False when that lane was cancelled.
  }
}
