package dev.fermata.demo.stepper.recorder;

import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import dev.fermata.demo.stepper.recording.Step;
import dev.fermata.demo.stepper.recording.Step.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * One run of a lesson in simulated time, from its first line to its end. That time lets one thread
 * run after the other by itself, in the same order each time: here is only to look.
 */
final class LessonSession {

  private final VirtualMachine machine;
  private final Watch watch;
  private final List<String> source;

  private LessonSession(VirtualMachine machine, Watch watch, List<String> source) {
    this.machine = machine;
    this.watch = watch;
    this.source = source;
  }

  /** As {@link Session#run}. */
  static List<Step> run(VirtualMachine machine, String lesson, List<String> source)
      throws InterruptedException {
    var points = EnumSet.copyOf(Point.ofEventLoop());
    points.addAll(Point.ofLoopByHand());
    var watch = Watch.over(machine, lesson, source, points);
    return new LessonSession(machine, watch, source).toTheEnd();
  }

  private List<Step> toTheEnd() throws InterruptedException {
    var steps = new ArrayList<Step>();
    Optional<Stop> stop = watch.turns().awaitAnyStop();
    while (stop.isPresent()) {
      look(stop.get()).ifPresent(steps::add);
      watch.turns().release(stop.get());
      stop = watch.turns().awaitAnyStop();
    }
    return withoutEnds(steps);
  }

  /** Lessons are long; where a block ends, nothing happens, save at the very end. */
  private List<Step> withoutEnds(List<Step> steps) {
    List<Step> before = steps.subList(0, steps.size() - 1);
    var worthIt = new ArrayList<>(before.stream().filter(step -> !isEndOfBlock(step)).toList());
    worthIt.add(steps.get(steps.size() - 1));
    return worthIt;
  }

  private boolean isEndOfBlock(Step step) {
    return step.kind() == Kind.LINE && source.get(step.line() - 1).strip().equals("}");
  }

  /** All threads stand still meanwhile, also those that wait for their turn. */
  private Optional<Step> look(Stop stop) {
    machine.suspend();
    try {
      return watch.writer().write(stop, everybody(stop));
    } finally {
      machine.resume();
    }
  }

  /** The thread that has stopped, and those that wait inside a method of the lesson, by name. */
  private List<Stop> everybody(Stop stop) {
    var everybody = new ArrayList<Stop>(List.of(stop));
    for (ThreadReference thread : machine.allThreads()) {
      if (!thread.equals(stop.thread()) && !watch.program().of(thread).isEmpty()) {
        everybody.add(new Stop(thread, thread.name(), Point.LINE, Optional.empty()));
      }
    }
    everybody.sort(Comparator.comparing(Stop::name));
    return everybody;
  }
}
