package dev.fermata.conformance;

import static dev.fermata.async.Async.asCompleted;
import static dev.fermata.async.Async.fromCallback;
import static dev.fermata.async.Async.gather;
import static dev.fermata.async.Async.shield;
import static dev.fermata.async.Async.timeout;
import static dev.fermata.async.Async.waitFor;

import dev.fermata.async.ReturnWhen;
import dev.fermata.async.Task;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What waits for stages, each around a single one, and what is settled about it. */
enum Combinator {
  GATHER(true, true),
  WAIT_FOR_FIRST(false, false),
  WAIT_FOR_EXCEPTION(false, false),
  WAIT_FOR_ALL(false, false),
  AS_COMPLETED(false, true),
  TIMEOUT(true, true),
  SHIELD(false, true),
  FROM_CALLBACK(false, true); // of an operation that is not told of a cancel

  /** Whether who cancels it cancels the stage. Otherwise it ends at once, and the stage goes on. */
  final boolean handsCancelOn;

  /** Whether it fails when the stage does. */
  final boolean failsWithItsStage;

  Combinator(boolean handsCancelOn, boolean failsWithItsStage) {
    this.handsCancelOn = handsCancelOn;
    this.failsWithItsStage = failsWithItsStage;
  }

  Task<?> around(CompletionStage<String> stage) {
    return switch (this) {
      case GATHER -> gather(List.of(stage));
      case WAIT_FOR_FIRST -> waitFor(List.of(stage), ReturnWhen.FIRST_COMPLETED);
      case WAIT_FOR_EXCEPTION -> waitFor(List.of(stage), ReturnWhen.FIRST_EXCEPTION);
      case WAIT_FOR_ALL -> waitFor(List.of(stage), ReturnWhen.ALL_COMPLETED);
      case AS_COMPLETED -> asCompleted(List.of(stage)).get(0);
      case TIMEOUT -> timeout(stage, Duration.ofDays(1));
      case SHIELD -> shield(stage);
      case FROM_CALLBACK -> Combinator.<String>callback(stage);
    };
  }

  private static <T> Task<T> callback(CompletionStage<T> stage) {
    return fromCallback(callback -> stage.whenComplete(callback));
  }

  boolean leavesItsStageAlone() {
    return !handsCancelOn;
  }
}
