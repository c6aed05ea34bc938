package dev.fermata.transform.analysis;

import dev.fermata.transform.model.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A call of {@code await}.
 *
 * @param insn the call
 * @param line its source line, 0 when unknown
 */
public record AwaitCall(MethodInsnNode insn, int line) {

  private static final String NAME = "await";

  /** All calls of await in {@code method}, in the order of its code. */
  public static List<AwaitCall> in(MethodNode method) {
    var calls = new ArrayList<AwaitCall>();
    int line = 0;
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof LineNumberNode number) {
        line = number.line;
      } else if (insn instanceof MethodInsnNode call
          && call.getOpcode() == Opcodes.INVOKESTATIC
          && (isAwait(Dialect.FERMATA, call.owner, call.name)
              || isAwait(Dialect.EA_ASYNC, call.owner, call.name))) {
        calls.add(new AwaitCall(call, line));
      }
    }
    return calls;
  }

  /** The line of the first {@code Async::await} of {@code dialect} in {@code method}, if any. */
  public static Optional<Integer> methodReferenceIn(MethodNode method, Dialect dialect) {
    int line = 0;
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof LineNumberNode number) {
        line = number.line;
      } else if (insn instanceof InvokeDynamicInsnNode dynamic && refersToAwait(dialect, dynamic)) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }

  private static boolean refersToAwait(Dialect dialect, InvokeDynamicInsnNode dynamic) {
    for (Object argument : dynamic.bsmArgs) {
      if (argument instanceof Handle handle
          && isAwait(dialect, handle.getOwner(), handle.getName())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAwait(Dialect dialect, String owner, String name) {
    return owner.equals(dialect.owner()) && name.equals(NAME);
  }

  /** Whether {@code method} calls {@code Async.init()} of ea-async. */
  public static boolean callsEaAsyncInit(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions) {
      if (isEaAsyncInit(insn)) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code insn} is a call of {@code Async.init()} of ea-async. */
  public static boolean isEaAsyncInit(AbstractInsnNode insn) {
    return insn instanceof MethodInsnNode call
        && call.getOpcode() == Opcodes.INVOKESTATIC
        && call.owner.equals(Dialect.EA_ASYNC.owner())
        && call.name.equals("init")
        && call.desc.equals("()V");
  }

  /** Whether one object comes from one object: await of ea-async has many descriptors. */
  public boolean takesStageGivesObject() {
    return Type.getArgumentCount(insn.desc) == 1
        && Type.getArgumentTypes(insn.desc)[0].getSort() == Type.OBJECT
        && Type.getReturnType(insn.desc).getSort() == Type.OBJECT;
  }

  /** Whose await it is. */
  public Dialect dialect() {
    return insn.owner.equals(Dialect.EA_ASYNC.owner()) ? Dialect.EA_ASYNC : Dialect.FERMATA;
  }

  /** Whether the call names an exception class after the stage: {@code await(stage, X.class)}. */
  public boolean declaresException() {
    return Type.getArgumentCount(insn.desc) == 2;
  }

  /** Internal name of the type that the call leaves on the stack. */
  public String resultType() {
    return Type.getReturnType(insn.desc).getInternalName();
  }
}
