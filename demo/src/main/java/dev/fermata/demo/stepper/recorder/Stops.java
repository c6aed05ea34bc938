package dev.fermata.demo.stepper.recorder;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.MethodExitRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Has the recorded JVM stop threads where something happens that is to be seen. */
final class Stops {

  /** Key of the {@link Point} of a request. */
  static final String POINT = "point";

  private static final Set<String> OF_EVERY_RECORD = Set.of("toString", "hashCode", "equals");

  private final VirtualMachine machine;
  private final ProgramStack program;

  private final Set<Point> points;

  /**
   * @param points all but the program's lines
   */
  Stops(VirtualMachine machine, ProgramStack program, Set<Point> points) {
    this.machine = machine;
    this.program = program;
    this.points = points;
  }

  /** Before any class of program or core is loaded. */
  void awaitClasses(String programClass) {
    awaitClass(programClass);
    awaitClass(programClass + "$*");
    points.stream().map(Point::typeName).distinct().forEach(this::awaitClass);
  }

  private void awaitClass(String pattern) {
    var request = machine.eventRequestManager().createClassPrepareRequest();
    request.addClassFilter(pattern);
    request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
    request.enable();
    machine
        .classesByName(pattern)
        .forEach(this::prepare); // classes of the JDK may be there already
  }

  /** A class has been loaded. */
  void prepare(ReferenceType type) {
    if (program.owns(type)) {
      stopAtLines(type);
    }
    points.stream()
        .filter(point -> point.typeName().equals(type.name()))
        .forEach(point -> stopAt(point, type));
  }

  private void stopAtLines(ReferenceType type) {
    for (Method method : type.methods()) {
      if (!method.isConstructor() && !method.isStaticInitializer() && !isOfEveryRecord(method)) {
        linesOf(method).forEach(location -> stop(Point.LINE, location));
      }
    }
  }

  /** Such as accessors: nobody wants to step through them. */
  private static boolean isOfEveryRecord(Method method) {
    ReferenceType type = method.declaringType();
    return Types.isA(type, "java.lang.Record")
        && (type.fieldByName(method.name()) != null || OF_EVERY_RECORD.contains(method.name()));
  }

  private static List<Location> linesOf(Method method) {
    try {
      return method.isAbstract() ? List.of() : method.allLineLocations();
    } catch (AbsentInformationException noLines) {
      return List.of(); // entries of async methods: the state machine has the lines
    }
  }

  private void stopAt(Point point, ReferenceType type) {
    if (point.atEveryWayOut()) {
      stopAtExits(point, type);
      return;
    }
    Method method =
        type.methodsByName(point.method()).stream()
            .filter(candidate -> !candidate.isBridge() && !candidate.isAbstract())
            .min(Comparator.comparingInt(candidate -> candidate.argumentTypeNames().size()))
            .orElseThrow(
                () -> new UnknownInternals(type.name() + " has no method " + point.method()));
    stop(
        point,
        point.atEnd()
            ? method.locationOfCodeIndex(method.bytecodes().length - 1L)
            : method.location());
  }

  private void stop(Point point, Location location) {
    enable(machine.eventRequestManager().createBreakpointRequest(location), point);
  }

  private void stopAtExits(Point point, ReferenceType type) {
    MethodExitRequest request = machine.eventRequestManager().createMethodExitRequest();
    request.addClassFilter(type);
    enable(request, point);
  }

  private static void enable(EventRequest request, Point point) {
    request.putProperty(POINT, point);
    request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
    request.enable();
  }
}
