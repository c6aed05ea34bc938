package dev.fermata.demo.stepper.recorder;

import dev.fermata.demo.stepper.recording.Step;
import dev.fermata.demo.stepper.recording.Step.Kind;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes steps of what a program does with a loop of its own: a blocking queue of callbacks, to
 * which any of its methods adds, and from which one of them takes.
 */
final class StepsByHand {

  private final ProgramStack program;
  private final ValueText values;
  private final SceneView scenes;

  /** Null until the program uses a queue. */
  private @Nullable LoopByHand loop;

  StepsByHand(ProgramStack program, ValueText values, SceneView scenes) {
    this.program = program;
    this.values = values;
    this.scenes = scenes;
  }

  /** Null until there is one. */
  @Nullable LoopByHand loop() {
    return loop;
  }

  /** Queues of others, such as those of executors, are nobody's concern here. */
  Optional<Step> write(Stop stop, Collection<Stop> standing) {
    if (program.of(stop.thread()).isEmpty()) {
      return Optional.empty();
    }
    LoopByHand used = ofQueue(stop.self());
    return switch (stop.point()) {
      case QUEUE_ADD -> Optional.of(add(stop, used, standing));
      case QUEUE_TAKE -> Optional.of(take(stop, used, standing));
      case QUEUE_EMPTY -> used.ready().isEmpty() ? idle(stop, used, standing) : Optional.empty();
      default -> throw new IllegalArgumentException("no queue is used at " + stop.point());
    };
  }

  private LoopByHand ofQueue(Mirror queue) {
    if (loop == null) {
      loop = new LoopByHand(queue, values);
    } else if (loop.queue().id() != queue.id()) {
      throw new IllegalArgumentException("the program uses a second queue: one can be recorded");
    }
    return loop;
  }

  private Step add(Stop stop, LoopByHand used, Collection<Stop> standing) {
    String newest = used.ready().get(used.ready().size() - 1);
    String method = program.innermostName(stop.thread());
    String text =
        stop.isWorker()
            ? Narration.addedByWorker(stop.name(), method, newest)
            : Narration.added(method, newest);
    return step(Kind.WAKE, stop, used, text, standing);
  }

  private Step take(Stop stop, LoopByHand used, Collection<Stop> standing) {
    Mirror taken =
        stop.returned()
            .orElseThrow(() -> new UnknownInternals(stop.point().method() + " returns nothing"));
    return step(Kind.TAKE, stop, used, Narration.takesByHand(values.of(taken.object())), standing);
  }

  private Optional<Step> idle(Stop stop, LoopByHand used, Collection<Stop> standing) {
    return Optional.of(step(Kind.IDLE, stop, used, Narration.idleByHand(), standing));
  }

  private Step step(Kind kind, Stop stop, LoopByHand used, String text, Collection<Stop> standing) {
    int line = program.innermost(stop.thread()).location().lineNumber();
    return new Step(kind, stop.name(), line, text, scenes.of(used, standing));
  }
}
