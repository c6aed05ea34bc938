package dev.fermata.demo.stepper.recorder;

import java.util.concurrent.TimeUnit;

/**
 * A clock that jumps: a debugger takes its time, which the program must not notice.
 *
 * @param holder has the time in its field {@code now}
 */
record SteppedClock(Mirror holder) {

  private static final String VIRTUAL = "dev.fermata.async.testing.VirtualClock";
  private static final String SIMULATED = "dev.fermata.demo.studio.SimulatedTime";

  /** The clock of an event loop. */
  static SteppedClock of(Mirror loopClock) {
    if (loopClock.isA(VIRTUAL)) {
      return new SteppedClock(loopClock);
    }
    if (loopClock.className().startsWith(SIMULATED + "$")) {
      return ofStudio(loopClock.need("this$0"));
    }
    throw new IllegalArgumentException(
        "only programs on a VirtualClock or in simulated time can be recorded, not on "
            + loopClock.className());
  }

  /** The time of a studio. */
  static SteppedClock ofStudio(Mirror time) {
    if (!time.isA(SIMULATED)) {
      throw new IllegalArgumentException(
          "only lessons in simulated time can be recorded, not in " + time.className());
    }
    return new SteppedClock(time);
  }

  long millis() {
    return TimeUnit.NANOSECONDS.toMillis(holder.longOf("now"));
  }
}
