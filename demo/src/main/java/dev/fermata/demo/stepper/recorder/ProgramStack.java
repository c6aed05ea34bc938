package dev.fermata.demo.stepper.recorder;

import static java.util.stream.Collectors.joining;

import com.sun.jdi.LocalVariable;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import dev.fermata.demo.stepper.recording.Scene.Frame;
import dev.fermata.demo.stepper.recording.Scene.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The frames of the program's own methods on a thread that is stopped, as its source has them. */
final class ProgramStack {

  private final String program;
  private final StageNames names;
  private final ValueText values;
  private final SuspendedCalls calls;

  /**
   * @param program its class; nested ones belong to it
   */
  ProgramStack(String program, StageNames names, ValueText values, SuspendedCalls calls) {
    this.program = program;
    this.names = names;
    this.values = values;
    this.calls = calls;
  }

  /**
   * A frame with a source line.
   *
   * @param call which call it is the frame of, when that has been suspended before
   */
  private record SourceFrame(StackFrame frame, Optional<Mirror> call) {}

  boolean owns(ReferenceType type) {
    return type.name().equals(program) || type.name().startsWith(program + "$");
  }

  /** Innermost first. */
  List<Frame> of(ThreadReference thread) {
    return sourceFrames(thread).stream().map(this::frame).toList();
  }

  /** The innermost frame of the program. */
  StackFrame innermost(ThreadReference thread) {
    return sourceFrames(thread).get(0).frame();
  }

  /** As in {@code order("latte", 3)}; a call that has been suspended keeps its name. */
  String innermostName(ThreadReference thread) {
    return name(sourceFrames(thread).get(0));
  }

  /** Entries of async methods and other frames without a source line are left out. */
  private List<SourceFrame> sourceFrames(ThreadReference thread) {
    var frames = new ArrayList<SourceFrame>();
    Optional<Mirror> resumed = Optional.empty();
    List<StackFrame> all = Frames.of(thread);
    for (int i = all.size() - 1; i >= 0; i--) { // outermost first: who resumes comes before whom
      StackFrame frame = all.get(i);
      Method method = frame.location().method();
      if (method.name().equals("resume")
          && Types.isA(method.declaringType(), SuspendedCalls.TYPE)) {
        resumed = Mirror.of(frame.thisObject());
      } else if (owns(method.declaringType()) && frame.location().lineNumber() > 0) {
        frames.add(0, new SourceFrame(frame, isMachine(method) ? resumed : Optional.empty()));
        resumed = Optional.empty();
      } else if (isMachine(method)) {
        resumed = Optional.empty(); // somebody else's call
      }
    }
    return frames;
  }

  private static boolean isMachine(Method method) {
    return method.name().startsWith(MachineNames.PREFIX) && !MachineNames.isResume(method.name());
  }

  /**
   * The call of somebody else's async method that is being suspended; empty when it is the
   * program's own. When that method was called by another such, it is the outermost of them: the
   * one that the program called.
   */
  Optional<String> suspendedElsewhere(ThreadReference thread) {
    Optional<StackFrame> outermost = Optional.empty();
    for (StackFrame frame : Frames.of(thread)) {
      Method method = frame.location().method();
      if (owns(method.declaringType())) {
        break;
      }
      if (isMachine(method) && frame.location().lineNumber() > 0) {
        outermost = Optional.of(frame);
      }
    }
    return outermost.map(this::callText);
  }

  private Frame frame(SourceFrame source) {
    return new Frame(name(source), source.frame().location().lineNumber(), variables(source));
  }

  private String name(SourceFrame source) {
    return source.call().map(names::nameOf).orElseGet(() -> callText(source.frame()));
  }

  /** Without the arguments of {@code main}, which say nothing here. */
  private List<Variable> variables(SourceFrame source) {
    StackFrame frame = source.frame();
    return Stream.concat(
            receiver(frame),
            LocalVariables.of(frame).stream()
                .filter(variable -> !(isMain(frame) && variable.isArgument()))
                .map(variable -> variable(source, variable)))
        .toList();
  }

  /** Only a record tells something. */
  private Stream<Variable> receiver(StackFrame frame) {
    return Mirror.of(frame.thisObject()).stream()
        .filter(receiver -> receiver.isA("java.lang.Record"))
        .map(receiver -> new Variable("this", values.of(receiver.object())));
  }

  private Variable variable(SourceFrame source, LocalVariable variable) {
    String value = values.of(source.frame().getValue(variable));
    boolean lost =
        source.call().filter(call -> calls.isLost(call, variable.name(), value)).isPresent();
    return new Variable(variable.name(), lost ? Variable.NOT_NEEDED : value);
  }

  private String callText(StackFrame frame) {
    String name = MachineNames.source(frame.location().method().name());
    if (name.startsWith("lambda in ")) {
      return name;
    }
    return isMain(frame) ? "main" : name + "(" + arguments(frame) + ")";
  }

  private String arguments(StackFrame frame) {
    return LocalVariables.of(frame).stream()
        .filter(LocalVariable::isArgument)
        .limit(sourceArguments(frame.location().method()))
        .map(variable -> values.brief(frame.getValue(variable)))
        .collect(joining(", "));
  }

  /** The last argument of a state machine is the frame of its call. */
  private static int sourceArguments(Method method) {
    int all = method.argumentTypeNames().size();
    return method.name().startsWith(MachineNames.PREFIX) ? all - 1 : all;
  }

  private static boolean isMain(StackFrame frame) {
    return frame.location().method().name().equals("main");
  }
}
