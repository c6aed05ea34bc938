package dev.fermata.demo.stepper.recorder;

import com.sun.jdi.VirtualMachine;
import java.util.List;
import java.util.Set;

/**
 * All that it takes to watch a program.
 *
 * @param turns where it stops
 * @param writer makes steps of the stops
 * @param program which of a thread's frames are its
 */
record Watch(Turns turns, StepWriter writer, ProgramStack program) {

  /**
   * Has a JVM that stands before its beginning stop at the program's lines and at {@code points}.
   */
  static Watch over(
      VirtualMachine machine, String programClass, List<String> source, Set<Point> points) {
    var names = new StageNames();
    var values = new ValueText(names);
    var calls = new SuspendedCalls(names, values);
    var program = new ProgramStack(programClass, names, values, calls);
    var stops = new Stops(machine, program, points);
    stops.awaitClasses(programClass);
    var scenes = new SceneView(program, new Output(machine));
    var writer = new StepWriter(source, program, names, values, calls, scenes);
    return new Watch(new Turns(machine, stops), writer, program);
  }
}
