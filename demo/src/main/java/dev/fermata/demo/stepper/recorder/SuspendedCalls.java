package dev.fermata.demo.stepper.recorder;

import static dev.fermata.demo.stepper.recorder.StageNames.SPAWNED;
import static dev.fermata.demo.stepper.recorder.StageNames.SUSPENDED_CALL;
import static java.util.stream.Collectors.toSet;

import com.sun.jdi.LocalVariable;
import com.sun.jdi.Method;
import com.sun.jdi.PrimitiveValue;
import com.sun.jdi.StackFrame;
import com.sun.jdi.Value;
import dev.fermata.demo.stepper.recorder.SavedSlots.Slot;
import dev.fermata.demo.stepper.recording.Scene.Call;
import dev.fermata.demo.stepper.recording.Scene.State;
import dev.fermata.demo.stepper.recording.Scene.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The calls of the program that have been suspended, and what their frames hold. */
final class SuspendedCalls {

  /** The class of all suspended calls. */
  static final String TYPE = SUSPENDED_CALL;

  private static final Set<String> EMPTY_VALUES = Set.of("null", "0", "0.0", "false", "'\0'");

  private final StageNames names;
  private final ValueText values;
  private final Map<String, SavedSlots> slotsOfClass = new HashMap<>();
  private final Map<Long, Position> positions = new HashMap<>();
  private final Set<Long> elsewhere = new HashSet<>();

  /**
   * Where a call was suspended last.
   *
   * @param lost variables in scope that were not saved, as nothing reads them any more
   */
  private record Position(List<Slot> saved, Set<String> lost, int line) {}

  SuspendedCalls(StageNames names, ValueText values) {
    this.names = names;
    this.values = values;
  }

  /** A call is suspended; its method is still on the stack. */
  void suspended(Mirror call, StackFrame method, String name) {
    names.nameCall(call, name);
    var location = method.location();
    List<Slot> saved =
        slotsOfClass
            .computeIfAbsent(location.declaringType().name(), SavedSlots::of)
            .at(machine(location.method()), call.intOf("state"));
    Set<String> lost = LocalVariables.of(method).stream().map(LocalVariable::name).collect(toSet());
    saved.forEach(slot -> lost.remove(slot.variable()));
    positions.put(call.id(), new Position(saved, lost, location.lineNumber()));
  }

  private static String machine(Method method) {
    return method.name() + method.signature();
  }

  /**
   * A call of somebody else's method is suspended, on behalf of one of the program's: it and all
   * that it calls in turn are one thing to the program.
   *
   * @param name of the call that the program made
   */
  void suspendedElsewhere(Mirror call, String name) {
    names.nameAsPartOf(call, name);
    elsewhere.add(call.id());
  }

  /** Whether {@code call} is of somebody else's method. */
  boolean isElsewhere(Mirror call) {
    return elsewhere.contains(call.id());
  }

  /** Whether {@code call} has been suspended before. */
  boolean isKnown(Mirror call) {
    return positions.containsKey(call.id());
  }

  /** The line of the await at which the call was suspended last; 0 if it never was. */
  int line(Mirror call) {
    Position position = positions.get(call.id());
    return position == null ? 0 : position.line();
  }

  /**
   * Whether a variable of a call that was resumed holds nothing: it was not saved, nor set since.
   */
  boolean isLost(Mirror call, String variable, String value) {
    Position position = positions.get(call.id());
    return position != null && position.lost().contains(variable) && EMPTY_VALUES.contains(value);
  }

  /** What the frame of a suspended call holds. */
  List<Variable> saved(Mirror call) {
    Position position = positions.get(call.id());
    return position == null
        ? List.of()
        : position.saved().stream()
            .map(slot -> new Variable(slot.variable(), text(slot.place().of(call), slot)))
            .toList();
  }

  private String text(@Nullable Value saved, Slot slot) {
    return saved instanceof PrimitiveValue word
        ? Word.text(word.longValue(), slot.descriptor())
        : values.of(saved);
  }

  /**
   * All of the program's on a loop, oldest first. A spawned task whose body has returned the future
   * of another call is told with that call.
   *
   * @param ready ids of those that stand in the ready queue
   */
  List<Call> of(Mirror loop, Set<Long> ready) {
    List<Mirror> live = live(loop);
    var taskOfBody = new HashMap<Long, String>();
    for (Mirror call : live) {
      bodyOf(call).ifPresent(body -> taskOfBody.put(body.id(), names.nameOf(call)));
    }
    return live.stream()
        .filter(call -> bodyOf(call).isEmpty())
        .map(call -> call(call, taskOfBody.getOrDefault(call.id(), ""), ready))
        .toList();
  }

  private List<Mirror> live(Mirror loop) {
    var live = new ArrayList<Mirror>();
    Optional<Mirror> next = loop.need("liveCalls").get("newest");
    while (next.isPresent()) {
      live.add(next.get());
      next = next.get().get("next");
    }
    live.removeIf(this::isElsewhere);
    Collections.reverse(live);
    return live;
  }

  private static Optional<Mirror> bodyOf(Mirror call) {
    return call.isA(SPAWNED) && call.booleanOf("returned")
        ? call.get("awaited").filter(stage -> stage.isA(SUSPENDED_CALL))
        : Optional.empty();
  }

  private Call call(Mirror call, String task, Set<Long> ready) {
    Optional<Mirror> awaited = call.get("awaited");
    return new Call(
        names.nameOf(call),
        task,
        state(call, ready),
        call.booleanOf("returned") ? 0 : line(call),
        awaited.filter(stage -> !isFirstTurn(call)).map(names::nameOf).orElse(""),
        awaited.isEmpty() ? List.of() : saved(call));
  }

  /** What has left the ready queue is about to run. */
  private static State state(Mirror call, Set<Long> ready) {
    if (ready.contains(call.id())) {
      return State.READY;
    }
    boolean waits = call.get("awaited").filter(stage -> stage.get("result").isEmpty()).isPresent();
    return waits ? State.WAITING : State.RUNNING;
  }

  /** Whether a spawned task has not begun: what it awaits then is of no interest. */
  private static boolean isFirstTurn(Mirror call) {
    return call.isA(SPAWNED) && !call.booleanOf("returned");
  }
}
