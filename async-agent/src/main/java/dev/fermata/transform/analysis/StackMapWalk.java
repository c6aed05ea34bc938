package dev.fermata.transform.analysis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Walks once through a method, from declared frame to declared frame, as the JVM's own verifier
 * does. Since every place where paths meet has its frame in the StackMapTable, no types are ever
 * merged and no class has to be known.
 *
 * <p>Expects expanded frames ({@code ClassReader.EXPAND_FRAMES}).
 */
public final class StackMapWalk {

  /** Is told the types before an instruction is executed. */
  @FunctionalInterface
  public interface Visitor {
    void visit(AbstractInsnNode insn, Frame<BasicValue> before) throws AnalyzerException;
  }

  private final String owner;
  private final MethodNode method;
  private final TypeInterpreter types;

  public StackMapWalk(String owner, MethodNode method, TypeInterpreter types) {
    this.owner = owner;
    this.method = method;
    this.types = types;
  }

  /**
   * Shows {@code visitor} every instruction, declared frames included: there the types are those
   * that flow in from above, or nothing was reachable above and it is not called.
   */
  public void walk(Visitor visitor) throws AnalyzerException {
    @Nullable Frame<BasicValue> current = initial();
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof FrameNode declared) {
        if (current != null) {
          visitor.visit(insn, current);
        }
        current = declared(declared);
      } else if (insn.getOpcode() >= 0) {
        if (current == null) {
          throw new AnalyzerException(insn, "no stack map frame after an unconditional jump");
        }
        visitor.visit(insn, current);
        current = execute(insn, current);
      }
    }
  }

  private @Nullable Frame<BasicValue> execute(AbstractInsnNode insn, Frame<BasicValue> frame)
      throws AnalyzerException {
    BasicValue constructed = null;
    if (isConstructorCall(insn)) {
      int arguments = Type.getArgumentCount(((MethodInsnNode) insn).desc);
      constructed = frame.getStack(frame.getStackSize() - arguments - 1);
    }
    try {
      frame.execute(insn, types);
    } catch (AnalyzerException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new AnalyzerException(insn, e.toString(), e);
    }
    if (constructed instanceof TypeValue.Uninitialized) {
      replace(frame, constructed, types.newValue(constructed.getType()));
    }
    return endsPath(insn) ? null : frame;
  }

  private static void replace(Frame<BasicValue> frame, BasicValue from, BasicValue to) {
    for (int i = 0; i < frame.getLocals(); i++) {
      if (frame.getLocal(i).equals(from)) {
        frame.setLocal(i, to);
      }
    }
    for (int i = 0; i < frame.getStackSize(); i++) {
      if (frame.getStack(i).equals(from)) {
        frame.setStack(i, to);
      }
    }
  }

  /** Whether {@code insn} calls a constructor (of a new object, or {@code this(..)}). */
  public static boolean isConstructorCall(AbstractInsnNode insn) {
    return insn.getOpcode() == Opcodes.INVOKESPECIAL
        && ((MethodInsnNode) insn).name.equals("<init>");
  }

  private static boolean endsPath(AbstractInsnNode insn) {
    int opcode = insn.getOpcode();
    return opcode == Opcodes.GOTO
        || opcode == Opcodes.ATHROW
        || opcode == Opcodes.TABLESWITCH
        || opcode == Opcodes.LOOKUPSWITCH
        || (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN);
  }

  /** The types when the method begins. */
  Frame<BasicValue> initial() {
    var locals = new ArrayList<BasicValue>();
    if ((method.access & Opcodes.ACC_STATIC) == 0) {
      add(locals, types.newValue(Type.getObjectType(owner)));
    }
    for (Type argument : Type.getArgumentTypes(method.desc)) {
      add(locals, types.newValue(argument));
    }
    return frame(locals, List.of());
  }

  /** The types that {@code declared} promises. */
  public Frame<BasicValue> declared(FrameNode declared) {
    if (declared.type != Opcodes.F_NEW) {
      throw new IllegalArgumentException("frames must be expanded: " + method.name + method.desc);
    }
    var locals = new ArrayList<BasicValue>();
    for (Object entry : declared.local) {
      add(locals, value(entry));
    }
    var stack = new ArrayList<BasicValue>();
    for (Object entry : declared.stack) {
      stack.add(value(entry));
    }
    return frame(locals, stack);
  }

  private BasicValue value(Object entry) {
    if (entry instanceof LabelNode label) {
      AbstractInsnNode allocation = label;
      while (allocation.getOpcode() != Opcodes.NEW) {
        allocation = allocation.getNext();
      }
      try {
        return types.newOperation(allocation);
      } catch (AnalyzerException e) {
        throw new IllegalArgumentException(e);
      }
    }
    return TypeValue.declared(entry, types);
  }

  private static void add(List<BasicValue> locals, BasicValue value) {
    locals.add(value);
    if (value.getSize() == 2) {
      locals.add(BasicValue.UNINITIALIZED_VALUE);
    }
  }

  private Frame<BasicValue> frame(List<BasicValue> locals, List<BasicValue> stack) {
    var frame = new Frame<BasicValue>(method.maxLocals, Math.max(method.maxStack, stack.size()));
    for (int i = 0; i < method.maxLocals; i++) {
      frame.setLocal(i, i < locals.size() ? locals.get(i) : BasicValue.UNINITIALIZED_VALUE);
    }
    for (BasicValue value : stack) {
      frame.push(value);
    }
    frame.setReturn(types.newReturnTypeValue(Type.getReturnType(method.desc)));
    return frame;
  }
}
