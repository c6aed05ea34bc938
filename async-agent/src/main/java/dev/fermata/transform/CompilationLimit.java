package dev.fermata.transform;

import dev.fermata.transform.emit.HiddenMachine;
import dev.fermata.transform.plan.ClassPlan;
import dev.fermata.transform.plan.MethodPlan;
import java.util.List;
import org.objectweb.asm.ClassReader;

/**
 * HotSpot interprets methods of more than 8,000 bytes for ever, however often they run. No state
 * machine may grow past that limit where its source did not.
 *
 * @param longestMachine bytes of code that a state machine may have
 */
record CompilationLimit(int longestMachine) {

  static final CompilationLimit OF_HOTSPOT = new CompilationLimit(8_000);

  /** The methods of {@code plan} that would be compiled, and as emitted will not be. */
  List<MethodPlan> outgrown(ClassPlan plan, ClassReader source, ClassReader emitted) {
    CodeLengths lengths = CodeLengths.of(emitted);
    List<MethodPlan> tooLong =
        plan.methods().stream()
            .filter(method -> lengths.of(method.machineKey()) > longestMachine)
            .toList();
    if (tooLong.isEmpty()) {
      return tooLong;
    }
    CodeLengths before = CodeLengths.of(source);
    return tooLong.stream()
        .filter(method -> before.of(method.key()) <= OF_HOTSPOT.longestMachine)
        .toList();
  }

  /** As above, of methods whose state machines are hidden classes. */
  List<MethodPlan> outgrown(List<HiddenMachine> machines, ClassReader source) {
    CodeLengths before = CodeLengths.of(source);
    return machines.stream()
        .filter(
            machine ->
                CodeLengths.of(new ClassReader(machine.classFile())).of(machine.key())
                    > longestMachine)
        .map(HiddenMachine::plan)
        .filter(method -> before.of(method.key()) <= OF_HOTSPOT.longestMachine)
        .toList();
  }
}
