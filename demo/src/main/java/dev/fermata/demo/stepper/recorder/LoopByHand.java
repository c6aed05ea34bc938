package dev.fermata.demo.stepper.recorder;

import dev.fermata.demo.stepper.recording.Scene.Call;
import dev.fermata.demo.stepper.recording.Scene.Timer;
import java.util.List;

/**
 * A loop that a program has made of a blocking queue: it has no timers, and no calls are suspended.
 *
 * @param queue a {@code StudioQueue}
 */
record LoopByHand(Mirror queue, ValueText values) implements WatchedLoop {

  @Override
  public long time() {
    return SteppedClock.ofStudio(queue.need("time")).millis();
  }

  @Override
  public List<String> ready() {
    return Fifo.ofLinkedQueue(queue).stream().map(values::of).toList();
  }

  @Override
  public List<Timer> timers() {
    return List.of();
  }

  @Override
  public List<Call> calls() {
    return List.of();
  }
}
