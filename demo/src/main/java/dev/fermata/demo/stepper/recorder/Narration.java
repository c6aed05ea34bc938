package dev.fermata.demo.stepper.recorder;

import static dev.fermata.demo.stepper.recorder.ValueText.FAILED;
import static java.util.stream.Collectors.joining;

import dev.fermata.demo.stepper.recording.Scene;
import dev.fermata.demo.stepper.recording.Scene.Variable;
import java.util.List;

/** What happens at a step, in words. */
final class Narration {

  private static final String NO_VALUE = "null";

  private Narration() {}

  static String line(String method, int line, String code) {
    return "%s comes to line %d: %s".formatted(method, line, code);
  }

  static String lineOnWorker(String thread, String method, int line, String code) {
    return "On thread %s, %s".formatted(thread, line(method, line, code));
  }

  static String suspended(String call, String stage, List<Variable> saved, boolean again) {
    return "%s awaits %s, which has not ended: the method is suspended%s. %s"
        .formatted(call, stage, again ? " again" : ", and its caller gets a future", saved(saved));
  }

  private static String saved(List<Variable> saved) {
    return saved.isEmpty()
        ? "It needs none of its locals any more: nothing is saved."
        : "Saved for later: " + text(saved) + ".";
  }

  private static String text(List<Variable> variables) {
    return variables.stream()
        .map(variable -> variable.name() + " = " + variable.value())
        .collect(joining(", "));
  }

  static String spawned(String task) {
    return task + " is new: it stands in the ready queue, and its body begins when its turn comes.";
  }

  static String wakes(String call, String stage) {
    return "%s has ended: %s, which awaits it, enters the ready queue.".formatted(stage, call);
  }

  static String begins(String task) {
    return "The loop takes %s from the ready queue: its body begins.".formatted(task);
  }

  static String resumes(String call, String stage, String outcome, int line, List<Variable> saved) {
    return "The loop takes %s from the ready queue. It goes on in line %d, where it awaited %s%s%s."
        .formatted(
            call,
            line,
            stage,
            outcome(outcome),
            saved.isEmpty() ? "" : "; restored: " + text(saved));
  }

  static String takesTimer(String timer, String waiter) {
    return waiter.isEmpty()
        ? "The time of %s has come, and nobody waits for it.".formatted(timer)
        : "The time of %s has come, for which %s waits: the loop takes it from the ready queue."
            .formatted(timer, waiter);
  }

  static String takes(String action) {
    return action.isEmpty()
        ? "The loop runs an action of its own."
        : "The loop takes %s from the ready queue.".formatted(action);
  }

  private static String outcome(String result) {
    if (result.equals(NO_VALUE)) {
      return "";
    }
    return result.startsWith(FAILED)
        ? ", and " + failure(result) + " is thrown there"
        : ", and gets " + result;
  }

  private static String failure(String result) {
    return result.substring(FAILED.length());
  }

  /** The call's frame is empty now. */
  static String callEnds(String call, String result) {
    return ends(call, result) + " Its saved values are gone: only the result is kept.";
  }

  static String ends(String stage, String result) {
    if (result.equals(NO_VALUE)) {
      return stage + " has ended.";
    }
    return result.startsWith(FAILED)
        ? "%s has failed with %s.".formatted(stage, failure(result))
        : "%s has ended with %s.".formatted(stage, result);
  }

  static String workEnds(String thread, String result) {
    return ends("On thread " + thread + ", the blocking function", result);
  }

  static String cancelled(String call, String stage) {
    return stage.isEmpty()
        ? call + " is asked to end."
        : "%s is asked to end, and hands the request on to what it awaits: %s."
            .formatted(call, stage);
  }

  static String idle(Scene scene) {
    if (!scene.workers().isEmpty()) {
      return "Nothing is ready: the loop sleeps until a blocking function ends. Its thread is free"
          + " for whatever comes in.";
    }
    Scene.Timer first = scene.timers().get(0);
    return "Nothing is ready: the loop sleeps until %s is over, at %s."
        .formatted(first.name(), Seconds.ofMillis(first.due()));
  }

  // ---- A loop by hand ----

  static String added(String method, String callback) {
    return "%s puts %s into the ready queue: it runs when its turn comes."
        .formatted(method, callback);
  }

  static String addedByWorker(String thread, String method, String callback) {
    return "On thread %s, %s".formatted(thread, added(method, callback));
  }

  static String takesByHand(String callback) {
    return "The loop takes %s from the ready queue, and runs it.".formatted(callback);
  }

  static String idleByHand() {
    return "Nothing is ready: take() blocks the loop's thread until a worker puts something into the"
        + " queue.";
  }
}
