package dev.fermata.transform.plan;

import dev.fermata.transform.analysis.TypeValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * A constructor call whose object would have to survive a suspension uninitialised, as in {@code
 * new Pair(await(a), await(b))}. No such object can be saved, so {@code null} holds its place from
 * {@code new} on, and it is allocated where its constructor is called.
 *
 * @param constructor the call
 * @param operands what lies below the constructor's receiver from the deepest placeholder upwards,
 *     bottom first
 * @param locals local variables that hold a placeholder of the object
 */
public record DeferredConstruction(
    MethodInsnNode constructor, List<Operand> operands, List<Integer> locals) {

  public DeferredConstruction {
    operands = List.copyOf(operands);
    locals = List.copyOf(locals);
  }

  /** The plan for {@code call}, when its object is one of {@code allocations}. */
  static Optional<DeferredConstruction> of(
      MethodInsnNode call, Frame<BasicValue> before, Set<AbstractInsnNode> allocations) {
    int receiver = before.getStackSize() - Type.getArgumentCount(call.desc) - 1;
    BasicValue object = before.getStack(receiver);
    if (!(object instanceof TypeValue.Uninitialized uninitialized)
        || !allocations.contains(uninitialized.allocation())) {
      return Optional.empty();
    }
    int deepest = 0;
    while (!object.equals(before.getStack(deepest))) {
      deepest++;
    }
    var operands = new ArrayList<Operand>();
    for (int i = deepest; i < receiver; i++) {
      BasicValue value = before.getStack(i);
      operands.add(new Operand(value.getType(), object.equals(value)));
    }
    var locals = new ArrayList<Integer>();
    for (int i = 0; i < before.getLocals(); i++) {
      if (object.equals(before.getLocal(i))) {
        locals.add(i);
      }
    }
    return Optional.of(new DeferredConstruction(call, operands, locals));
  }

  /**
   * An operand between the deepest placeholder and the receiver.
   *
   * @param placeholder whether it stands for the object
   */
  public record Operand(Type type, boolean placeholder) {}
}
