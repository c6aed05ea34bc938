package dev.fermata.transform.emit;

import dev.fermata.transform.plan.DeferredConstruction;
import dev.fermata.transform.plan.DeferredConstruction.Operand;
import dev.fermata.transform.plan.MethodPlan;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Puts off {@code new} until the constructor is called, for objects that would have to survive a
 * suspension uninitialised. The class is still initialised where the source says {@code new}.
 *
 * <pre>
 *   new Pair            new Pair; pop; null      // initialises the class, leaves a placeholder
 *   dup                 dup
 *   (arguments)         (arguments)
 *   Pair.&lt;init&gt;         arguments into scratch; pop; pop
 *                       new Pair; dup; arguments; Pair.&lt;init&gt;
 * </pre>
 */
final class DeferredConstructions {

  private final MethodPlan plan;
  private final int scratch;

  DeferredConstructions(MethodPlan plan, MachineLocals locals) {
    this.plan = plan;
    this.scratch = locals.scratch;
  }

  void rewrite(InsnList code) {
    for (AbstractInsnNode allocation : plan.deferredAllocations()) {
      code.insert(allocation, new InsnNode(Opcodes.ACONST_NULL));
      code.insert(allocation, new InsnNode(Opcodes.POP));
    }
    for (DeferredConstruction construction : plan.deferredConstructions()) {
      code.insertBefore(construction.constructor(), before(construction));
      code.insert(construction.constructor(), after(construction));
    }
  }

  // Stack: operands.., receiver placeholder, arguments.. -> object, object, arguments..
  private InsnList before(DeferredConstruction construction) {
    var code = new InsnList();
    Type[] arguments = Type.getArgumentTypes(construction.constructor().desc);
    int operands = operandScratch();
    int local = operands + width(construction.operands());
    int top = local;
    for (Type argument : arguments) {
      top += argument.getSize();
    }
    for (int i = arguments.length - 1; i >= 0; i--) {
      top -= arguments[i].getSize();
      code.add(new VarInsnNode(arguments[i].getOpcode(Opcodes.ISTORE), top));
    }
    code.add(new InsnNode(Opcodes.POP)); // the receiver's placeholder
    int slot = local;
    for (int i = construction.operands().size() - 1; i >= 0; i--) {
      Operand operand = construction.operands().get(i);
      slot -= operand.type().getSize();
      if (operand.placeholder()) {
        code.add(new InsnNode(Opcodes.POP));
      } else {
        code.add(new VarInsnNode(operand.type().getOpcode(Opcodes.ISTORE), slot));
      }
    }
    code.add(new TypeInsnNode(Opcodes.NEW, construction.constructor().owner));
    code.add(new InsnNode(Opcodes.DUP));
    for (Type argument : arguments) {
      code.add(new VarInsnNode(argument.getOpcode(Opcodes.ILOAD), local));
      local += argument.getSize();
    }
    return code;
  }

  // Stack: object -> operands.. with the object wherever a placeholder was
  private InsnList after(DeferredConstruction construction) {
    var code = new InsnList();
    if (construction.locals().isEmpty() && isOneCopyOnTop(construction.operands())) {
      return code;
    }
    code.add(new VarInsnNode(Opcodes.ASTORE, scratch));
    int slot = operandScratch();
    for (Operand operand : construction.operands()) {
      code.add(
          operand.placeholder()
              ? new VarInsnNode(Opcodes.ALOAD, scratch)
              : new VarInsnNode(operand.type().getOpcode(Opcodes.ILOAD), slot));
      slot += operand.type().getSize();
    }
    for (int local : construction.locals()) {
      code.add(new VarInsnNode(Opcodes.ALOAD, scratch));
      code.add(new VarInsnNode(Opcodes.ASTORE, local));
    }
    return code;
  }

  private static boolean isOneCopyOnTop(List<Operand> operands) {
    return operands.size() == 1 && operands.get(0).placeholder();
  }

  private int operandScratch() {
    return scratch + 1;
  }

  private static int width(List<Operand> operands) {
    return operands.stream().mapToInt(operand -> operand.type().getSize()).sum();
  }
}
