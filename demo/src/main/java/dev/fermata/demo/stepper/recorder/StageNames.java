package dev.fermata.demo.stepper.recorder;

import java.util.HashMap;
import java.util.Map;

/** What the stages of a run are called; a stage keeps its name. */
final class StageNames {

  static final String SPAWNED = "dev.fermata.async.SpawnedTask";
  static final String SUSPENDED_CALL = "dev.fermata.async.SuspendedCall";

  private final Map<Long, String> given = new HashMap<>();
  private final Map<String, Integer> taken = new HashMap<>();
  private int spawned;

  /**
   * Names a call of an async method as its source does, when it is suspended for the first time.
   */
  void nameCall(Mirror call, String name) {
    if (!given.containsKey(call.id())) {
      int namesakes = taken.merge(name, 1, Integer::sum);
      given.put(call.id(), namesakes == 1 ? name : name + " #" + namesakes);
    }
  }

  /** Names a call that is made for another one after that. */
  void nameAsPartOf(Mirror call, String name) {
    given.put(call.id(), name);
  }

  /** As in {@code order("latte", 3)}, {@code sleep(1 s)} or {@code task 2}. */
  String nameOf(Mirror stage) {
    String known = given.get(stage.id());
    if (known != null) {
      return known;
    }
    if (stage.isA(SPAWNED)) {
      String name = spawned == 0 ? "main task" : "task " + spawned;
      spawned++;
      given.put(stage.id(), name);
      return name;
    }
    return byClass(stage);
  }

  private static String byClass(Mirror stage) {
    return switch (stage.simpleName()) {
      case "TimerTask" -> "sleep(" + Seconds.ofNanos(stage.longOf("nanos")) + ")";
      case "GatherTask" -> "gather of " + stage.need("children").intOf("size");
      case "BlockingTask" -> "a blocking function";
      case "NextTurn" -> "yieldNow()";
      case "Getter" -> "queue.get()";
      case "Putter" -> "queue.put(…)";
      case "WaitTask" -> "waitFor";
      case "TimeoutTask" -> "timeout";
      case "ShieldTask" -> "shield";
      case "CompletableFuture" -> "a future";
      default -> "a " + stage.simpleName();
    };
  }
}
