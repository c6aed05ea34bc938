package dev.fermata.demo.stepper.recorder;

import com.sun.jdi.VirtualMachine;
import dev.fermata.demo.stepper.recording.Step;
import java.util.ArrayList;
import java.util.List;

/** One run of a program, from its first line to its end. */
final class Session {

  private static final String MAIN = "main";

  private final Turns turns;
  private final StepWriter writer;

  /** Whether the loop stands where it has nothing to do. */
  private boolean asleep;

  private Session(Turns turns, StepWriter writer) {
    this.turns = turns;
    this.writer = writer;
  }

  /**
   * What the program does in a JVM that stands before its beginning; the first event there is lets
   * it go.
   */
  static List<Step> run(VirtualMachine machine, String programClass, List<String> source)
      throws InterruptedException {
    var watch = Watch.over(machine, programClass, source, Point.ofEventLoop());
    return new Session(watch.turns(), watch.writer()).toTheEnd();
  }

  private List<Step> toTheEnd() throws InterruptedException {
    var steps = new ArrayList<Step>();
    String running = MAIN;
    while (turns.awaitStop(running)) {
      turns.awaitWorkers(writer.blockingUnderWay());
      Stop stop = turns.next(this::mayRun).orElseThrow(Session::stuck);
      if (!isAsleep(stop)) {
        writer.write(stop, turns.standing()).ifPresent(steps::add);
      }
      running = goOn(stop);
    }
    return steps;
  }

  private boolean isAsleep(Stop stop) {
    return asleep && stop.point() == Point.IDLE;
  }

  private boolean mayRun(Stop stop) {
    return !isAsleep(stop) || writer.loopHasWork();
  }

  /** Returns the thread that will stop next. */
  private String goOn(Stop stop) {
    if (stop.point() == Point.IDLE) {
      asleep = !writer.loopHasWork();
      if (asleep) {
        turns.pass(stop); // it stands where it would sleep, until others have work for it
        return MAIN;
      }
    }
    turns.release(stop);
    return stop.point() == Point.WORK_ENDS ? MAIN : stop.name();
  }

  private static IllegalStateException stuck() {
    return new IllegalStateException(
        "the program awaits what no timer and no blocking function will bring");
  }
}
