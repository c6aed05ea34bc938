package dev.fermata.transform.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/** All that the analyses found out about one method that awaits. */
public final class MethodFacts {

  private final MethodNode method;
  private final Liveness liveness;
  private final HeldMonitors monitors;
  private final Frame<BasicValue> parameterTypes;
  private final Map<AbstractInsnNode, Frame<BasicValue>> framesBefore = new HashMap<>();
  private final List<MethodInsnNode> constructorCalls = new ArrayList<>();
  private final Set<AbstractInsnNode> comparedAllocations = new HashSet<>();

  /**
   * Analyses {@code method}, whose frames are expanded.
   *
   * @throws AnalyzerException when its code is not what the JVM's verifier accepts
   */
  public MethodFacts(String owner, MethodNode method, List<AwaitCall> calls)
      throws AnalyzerException {
    this.method = method;
    var flow = new ControlFlow(method);
    this.liveness = new Liveness(flow);
    this.monitors = new HeldMonitors(flow);
    this.parameterTypes =
        new StackMapWalk(owner, method, new TypeInterpreter(Assignability.TRUSTING)).initial();
    Set<AbstractInsnNode> awaits = new HashSet<>();
    calls.forEach(call -> awaits.add(call.insn()));
    new StackMapVerifier(owner, method, Assignability.TRUSTING)
        .verify(
            (insn, before) -> {
              if (StackMapWalk.isConstructorCall(insn)) {
                constructorCalls.add((MethodInsnNode) insn);
                framesBefore.put(insn, new Frame<>(before));
              } else if (awaits.contains(insn)) {
                framesBefore.put(insn, new Frame<>(before));
              }
              collectCompared(insn, before);
            });
  }

  private void collectCompared(AbstractInsnNode insn, Frame<BasicValue> before) {
    int operands =
        switch (insn.getOpcode()) {
          case Opcodes.IFNULL, Opcodes.IFNONNULL, Opcodes.MONITORENTER -> 1;
          case Opcodes.IF_ACMPEQ, Opcodes.IF_ACMPNE -> 2;
          default -> 0;
        };
    for (int i = 1; i <= operands; i++) {
      if (before.getStack(before.getStackSize() - i) instanceof TypeValue.Uninitialized object) {
        comparedAllocations.add(object.allocation());
      }
    }
  }

  /**
   * The {@code NEW} instructions whose object is compared or locked before a constructor has seen
   * it: the JVM allows it, no compiler is known to do it.
   */
  public Set<AbstractInsnNode> comparedAllocations() {
    return comparedAllocations;
  }

  /** The types of the locals when the method begins: receiver and parameters. */
  public Frame<BasicValue> parameterTypes() {
    return parameterTypes;
  }

  /** The types before {@code insn}, an await or constructor call. */
  public Frame<BasicValue> typesBefore(AbstractInsnNode insn) {
    return Objects.requireNonNull(framesBefore.get(insn));
  }

  /** All constructor calls in the order of the code. */
  public List<MethodInsnNode> constructorCalls() {
    return constructorCalls;
  }

  /** Whether {@code local} may still be read at or after {@code insn}. */
  public boolean isLive(int local, AbstractInsnNode insn) {
    return liveness.before(method.instructions.indexOf(insn)).get(local);
  }

  /** How many monitors are held when {@code insn} begins. */
  public int monitorsHeld(AbstractInsnNode insn) {
    return monitors.before(method.instructions.indexOf(insn));
  }

  /** The instructions that enter a monitor, and how many monitors are held before. */
  public Map<AbstractInsnNode, Integer> monitorEnters() {
    Map<AbstractInsnNode, Integer> enters = new HashMap<>();
    for (AbstractInsnNode insn : method.instructions) {
      if (insn.getOpcode() == Opcodes.MONITORENTER) {
        enters.put(insn, monitorsHeld(insn));
      }
    }
    return enters;
  }
}
