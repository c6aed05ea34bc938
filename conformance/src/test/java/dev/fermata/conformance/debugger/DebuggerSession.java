package dev.fermata.conformance.debugger;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.LocalVariable;
import com.sun.jdi.Location;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.StepRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A debugger at work: stops at breakpoints, steps over lines, reads variables. */
final class DebuggerSession implements AutoCloseable {

  private static final String NO_LINE = "no line";

  private final VirtualMachine vm;
  private final List<String> sourceLines;
  private ThreadReference thread;

  private DebuggerSession(VirtualMachine vm, List<String> sourceLines) {
    this.vm = vm;
    this.sourceLines = sourceLines;
  }

  /** Starts {@code program} and stops before it does anything. */
  static DebuggerSession start(Class<?> program, Path source) throws Exception {
    LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    arguments.get("main").setValue(program.getName());
    arguments
        .get("options")
        .setValue("-Xmx64m -cp \"" + System.getProperty("java.class.path") + "\"");
    return new DebuggerSession(connector.launch(arguments), Files.readAllLines(source))
        .awaitClass(program.getName());
  }

  private DebuggerSession awaitClass(String name) throws Exception {
    var prepared = vm.eventRequestManager().createClassPrepareRequest();
    prepared.addClassFilter(name);
    prepared.enable();
    next(ClassPrepareEvent.class);
    return this;
  }

  /** Sets a breakpoint in every place that a debugger finds for the line marked {@code mark}. */
  int breakAt(String mark) throws AbsentInformationException {
    int line = lineOf(mark);
    int places = 0;
    for (ReferenceType type : vm.classesByName(Debuggee.class.getName())) {
      for (Location location : type.locationsOfLine(line)) {
        var breakpoint = vm.eventRequestManager().createBreakpointRequest(location);
        breakpoint.setSuspendPolicy(EventRequest.SUSPEND_ALL);
        breakpoint.enable();
        places++;
      }
    }
    return places;
  }

  private int lineOf(String mark) {
    for (int i = 0; i < sourceLines.size(); i++) {
      if (sourceLines.get(i).endsWith("// " + mark)) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException(mark);
  }

  /** Runs on; the mark of the line where a breakpoint stops it, or "end". */
  String resume() throws Exception {
    vm.resume();
    return stopped(BreakpointEvent.class);
  }

  /**
   * Steps over the current line; the mark of the line where it stops. As IDEs do, it steps on where
   * the code has no line: that is the rest of an entry, between a state machine and its caller.
   */
  String stepOver() throws Exception {
    String mark = step();
    while (mark.equals(NO_LINE)) {
      mark = step();
    }
    return mark;
  }

  private String step() throws Exception {
    var step =
        vm.eventRequestManager()
            .createStepRequest(thread, StepRequest.STEP_LINE, StepRequest.STEP_OVER);
    step.addCountFilter(1);
    step.enable();
    vm.resume();
    String mark = stopped(StepEvent.class);
    vm.eventRequestManager().deleteEventRequest(step);
    return mark;
  }

  private String stopped(Class<? extends LocatableEvent> kind) throws Exception {
    Event event = next(kind);
    if (!(event instanceof LocatableEvent stop)) {
      return "end";
    }
    thread = stop.thread();
    if (stop.location().lineNumber() < 0) {
      return NO_LINE;
    }
    String line = sourceLines.get(stop.location().lineNumber() - 1);
    return line.substring(line.indexOf("// ") + 3);
  }

  /** The next event of {@code kind}, or the end of the program. */
  private Event next(Class<? extends Event> kind) throws InterruptedException {
    while (true) {
      EventSet events = vm.eventQueue().remove();
      for (Event event : events) {
        if (kind.isInstance(event)
            || event instanceof VMDeathEvent
            || event instanceof VMDisconnectEvent) {
          return event;
        }
      }
      events.resume();
    }
  }

  /** Names and values of the variables that the debugger shows at the current line. */
  Map<String, String> variables()
      throws IncompatibleThreadStateException, AbsentInformationException {
    StackFrame frame = thread.frame(0);
    var values = new TreeMap<String, String>();
    for (LocalVariable variable : frame.visibleVariables()) {
      values.put(variable.name(), String.valueOf(frame.getValue(variable)));
    }
    return values;
  }

  /** The class of {@code this}, as the debugger shows it. */
  String receiver() throws IncompatibleThreadStateException {
    return thread.frame(0).thisObject().referenceType().name();
  }

  @Override
  public void close() throws IOException {
    try {
      vm.exit(0);
    } catch (com.sun.jdi.VMDisconnectedException ended) {
      // which is what is wanted
    }
  }
}
