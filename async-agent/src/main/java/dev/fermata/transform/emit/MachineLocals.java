package dev.fermata.transform.emit;

import dev.fermata.transform.plan.MethodPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FrameNode;

/**
 * The locals that a state machine has beyond those of its method, and how they show in stack maps.
 *
 * <pre>
 *   0 .. n-1   the method's own locals, numbered as they were
 *   n          frame      the suspended call, null until the first suspension
 *   n+1        receiver   only where local 0 may hold something else
 *   then       monitors   one for each level of nesting, where ea-async's await holds any
 *   then       scratch    the awaited stage while suspending; operands while constructing
 * </pre>
 */
final class MachineLocals {

  private final MethodPlan plan;
  final int frame;
  final int receiver;
  private final int monitors;
  final int scratch;

  MachineLocals(MethodPlan plan) {
    this.plan = plan;
    this.frame = Math.max(plan.method().maxLocals, plan.parameterSlots());
    this.receiver = plan.receiverOverwritten() ? frame + 1 : 0;
    this.monitors = frame + (plan.receiverOverwritten() ? 2 : 1);
    this.scratch = monitors + plan.monitors();
  }

  /** Holds the object whose monitor was entered when {@code level} monitors were held. */
  int monitor(int level) {
    return monitors + level;
  }

  /** How a parameter of {@code type} shows in stack maps. */
  static Object entry(Type type) {
    return switch (type.getSort()) {
      case Type.OBJECT, Type.ARRAY -> type.getInternalName();
      case Type.LONG -> Opcodes.LONG;
      case Type.FLOAT -> Opcodes.FLOAT;
      case Type.DOUBLE -> Opcodes.DOUBLE;
      default -> Opcodes.INTEGER;
    };
  }

  /** A stack map frame; {@code scratchEntries} are the types of the scratch locals. */
  FrameNode stackMap(List<Object> methodLocals, List<Object> operands, Object... scratchEntries) {
    var locals = new ArrayList<Object>(methodLocals);
    int width = 0;
    for (Object entry : methodLocals) {
      width += entry == Opcodes.LONG || entry == Opcodes.DOUBLE ? 2 : 1;
    }
    for (; width < frame; width++) {
      locals.add(Opcodes.TOP);
    }
    locals.add(plan.shape().className());
    if (plan.receiverOverwritten()) {
      locals.add(plan.owner().name());
    }
    locals.addAll(Collections.nCopies(plan.monitors(), "java/lang/Object"));
    locals.addAll(Arrays.asList(scratchEntries));
    return new FrameNode(
        Opcodes.F_NEW, locals.size(), locals.toArray(), operands.size(), operands.toArray());
  }
}
