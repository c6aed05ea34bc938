package dev.fermata.demo.stepper.recorder;

import dev.fermata.demo.stepper.recording.Scene.Call;
import dev.fermata.demo.stepper.recording.Scene.Timer;
import java.util.List;

/** What a step shows of a loop. */
interface WatchedLoop {

  /** Milliseconds since the beginning. */
  long time();

  /** What stands in the ready queue, first to run first. */
  List<String> ready();

  /** In the order in which they are due. */
  List<Timer> timers();

  /** Suspended calls that have not ended, oldest first. */
  List<Call> calls();
}
