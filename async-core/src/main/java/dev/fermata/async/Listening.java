package dev.fermata.async;

import java.util.concurrent.CompletableFuture;

/** How a task hears of the end of a stage that may outlive it. */
final class Listening {

  private Listening() {}

  /**
   * Runs {@code action} when {@code stage} ends, unless {@code listener} has ended before. Then the
   * stage forgets both: a stage that never ends can be waited for a million times, a second each.
   */
  static void listen(Task<?> listener, CompletableFuture<?> stage, Runnable action) {
    if (stage instanceof Task<?> task) {
      task.look(); // unlike whenComplete, anyOf does not tell it
    }
    // anyOf is the only dependent stage that removes itself from the sources that have not ended.
    CompletableFuture.anyOf(stage, listener)
        .whenComplete(
            (value, failure) -> {
              if (!listener.isDone()) {
                Trampoline.run(action);
              }
            });
  }
}
