package dev.fermata.demo.stepper.recorder;

import static dev.fermata.demo.stepper.recorder.StageNames.SPAWNED;
import static dev.fermata.demo.stepper.recorder.StageNames.SUSPENDED_CALL;
import static dev.fermata.demo.stepper.recorder.ValueText.FAILED;
import static java.util.stream.Collectors.joining;

import dev.fermata.demo.stepper.recording.Scene;
import dev.fermata.demo.stepper.recording.Step;
import dev.fermata.demo.stepper.recording.Step.Kind;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a step of each stop that is worth one. */
final class StepWriter {

  private static final String TASK = "dev.fermata.async.Task";
  private static final String TIMER = "dev.fermata.async.TimerTask";
  private static final String NEXT_TURN = "dev.fermata.async.NextTurn";

  private final List<String> source;
  private final ProgramStack program;
  private final StageNames names;
  private final ValueText values;
  private final SuspendedCalls calls;
  private final SceneView scenes;

  /** Null until the program runs a loop. */
  private @Nullable LoopView loop;

  private final StepsByHand byHand;

  StepWriter(
      List<String> source,
      ProgramStack program,
      StageNames names,
      ValueText values,
      SuspendedCalls calls,
      SceneView scenes) {
    this.source = source;
    this.program = program;
    this.names = names;
    this.values = values;
    this.calls = calls;
    this.scenes = scenes;
    this.byHand = new StepsByHand(program, values, scenes);
  }

  int blockingUnderWay() {
    return loop == null ? 0 : loop.othersAtWork();
  }

  /** Whether the loop would go on if it were let: something is ready, or time can pass. */
  boolean loopHasWork() {
    return loop != null
        && (!loop.nothingIsReady() || (loop.othersAtWork() == 0 && !loop.timers().isEmpty()));
  }

  /**
   * What happens at {@code stop}.
   *
   * @param standing all threads that stand still, this one too
   */
  Optional<Step> write(Stop stop, Collection<Stop> standing) {
    if (isElsewhere(stop)) {
      return Optional.empty();
    }
    return switch (stop.point()) {
      case LINE -> Optional.of(line(stop, standing));
      case ENTER -> enter(stop.self());
      case SUSPEND -> Optional.of(suspend(stop, standing));
      case WAKE -> Optional.of(wake(stop, stop.argument(), standing));
      case TAKE -> Optional.of(take(stop, stop.argument(), standing));
      case IDLE -> idle(stop, standing);
      case CANCEL -> Optional.of(cancel(stop, stop.self(), standing));
      case END -> end(stop, stop.self(), standing);
      case WORK_BEGINS, WORK_ENDS -> Optional.empty();
      case QUEUE_ADD, QUEUE_EMPTY, QUEUE_TAKE -> byHand.write(stop, standing);
    };
  }

  /**
   * Whether it happens to a call of somebody else's method. The program sees what it called end,
   * and not the turns that this takes.
   */
  private boolean isElsewhere(Stop stop) {
    return switch (stop.point()) {
      case SUSPEND -> nameElsewhere(stop);
      case WAKE, TAKE -> calls.isElsewhere(stop.argument());
      case CANCEL, END -> calls.isElsewhere(stop.self());
      default -> false;
    };
  }

  private boolean nameElsewhere(Stop stop) {
    Mirror call = stop.self();
    if (!calls.isElsewhere(call)) {
      program
          .suspendedElsewhere(stop.thread())
          .ifPresent(name -> calls.suspendedElsewhere(call, name));
    }
    return calls.isElsewhere(call);
  }

  private Step step(Kind kind, Stop stop, int line, String text, Collection<Stop> standing) {
    return new Step(kind, stop.name(), line, text, scenes.of(watched(), standing));
  }

  /** The loop, be it of the core or made by hand; null until there is one. */
  private @Nullable WatchedLoop watched() {
    return loop != null ? loop : byHand.loop();
  }

  private Optional<Step> enter(Mirror entered) {
    if (loop != null) {
      throw new IllegalArgumentException("the program runs a second loop: one can be recorded");
    }
    loop = new LoopView(entered, names, calls);
    return Optional.empty();
  }

  private Step line(Stop stop, Collection<Stop> standing) {
    int line = stop.frame().location().lineNumber();
    String method = program.innermostName(stop.thread());
    String code = source.get(line - 1).strip();
    String text =
        stop.isWorker()
            ? Narration.lineOnWorker(stop.name(), method, line, code)
            : Narration.line(method, line, code);
    return step(Kind.LINE, stop, line, text, standing);
  }

  private Step suspend(Stop stop, Collection<Stop> standing) {
    Mirror call = stop.self();
    boolean again = calls.isKnown(call);
    calls.suspended(call, program.innermost(stop.thread()), program.innermostName(stop.thread()));
    String text =
        Narration.suspended(
            names.nameOf(call), names.nameOf(call.need("awaited")), calls.saved(call), again);
    return step(Kind.SUSPEND, stop, calls.line(call), text, standing);
  }

  private Step wake(Stop stop, Mirror call, Collection<Stop> standing) {
    String text =
        isBeforeItsBody(call)
            ? Narration.spawned(names.nameOf(call))
            : Narration.wakes(names.nameOf(call), names.nameOf(call.need("awaited")));
    return step(Kind.WAKE, stop, calls.line(call), text, standing);
  }

  private Step take(Stop stop, Mirror action, Collection<Stop> standing) {
    if (!action.isA(SUSPENDED_CALL)) {
      return step(Kind.TAKE, stop, 0, takesAction(action), standing);
    }
    return step(Kind.TAKE, stop, calls.line(action), takesCall(action), standing);
  }

  private String takesAction(Mirror action) {
    if (!action.isA(TASK)) {
      return Narration.takes("");
    }
    String waiters = LoopView.waiters(action).stream().map(names::nameOf).collect(joining(", "));
    return action.isA(TIMER)
        ? Narration.takesTimer(names.nameOf(action), waiters)
        : Narration.takes(names.nameOf(action));
  }

  private String takesCall(Mirror call) {
    String name = names.nameOf(call);
    if (isBeforeItsBody(call)) {
      return Narration.begins(name);
    }
    return call.get("awaited")
        .map(
            stage ->
                Narration.resumes(
                    name,
                    names.nameOf(stage),
                    outcome(call, stage),
                    calls.line(call),
                    calls.saved(call)))
        .orElseGet(() -> Narration.takes(name));
  }

  /** What the await gives. */
  private String outcome(Mirror call, Mirror stage) {
    return call.booleanOf("cancelPending")
        ? FAILED + "CancellationException"
        : values.result(stage).orElseThrow();
  }

  private static boolean isBeforeItsBody(Mirror call) {
    return call.isA(SPAWNED) && !call.booleanOf("returned");
  }

  private Optional<Step> idle(Stop stop, Collection<Stop> standing) {
    if (loop == null || !loop.nothingIsReady()) {
      return Optional.empty();
    }
    Scene scene = scenes.of(loop, standing);
    return Optional.of(new Step(Kind.IDLE, stop.name(), 0, Narration.idle(scene), scene));
  }

  private Step cancel(Stop stop, Mirror call, Collection<Stop> standing) {
    String awaited = call.get("awaited").map(names::nameOf).orElse("");
    String text = Narration.cancelled(names.nameOf(call), awaited);
    return step(Kind.CANCEL, stop, calls.line(call), text, standing);
  }

  private Optional<Step> end(Stop stop, Mirror task, Collection<Stop> standing) {
    String result = values.result(task).orElseThrow();
    return isWorthTelling(task, result)
        ? Optional.of(step(Kind.END, stop, 0, endText(stop, task, result), standing))
        : Optional.empty();
  }

  /** Not timers, which wake somebody at once, nor tasks that were made when they had ended. */
  private static boolean isWorthTelling(Mirror task, String result) {
    boolean alwaysEnded = task.className().equals(TASK) && !result.startsWith(FAILED);
    return !alwaysEnded && !task.isA(TIMER) && !task.isA(NEXT_TURN);
  }

  private String endText(Stop stop, Mirror task, String result) {
    if (stop.isWorker()) {
      return Narration.workEnds(stop.name(), result);
    }
    String name = names.nameOf(task);
    return calls.isKnown(task) ? Narration.callEnds(name, result) : Narration.ends(name, result);
  }
}
