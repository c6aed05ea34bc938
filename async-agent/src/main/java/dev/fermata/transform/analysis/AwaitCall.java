package dev.fermata.transform.analysis;

import dev.fermata.transform.model.RuntimeNames;
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
          && isAwait(call.owner, call.name)) {
        calls.add(new AwaitCall(call, line));
      }
    }
    return calls;
  }

  /** The line of the first {@code Async::await} in {@code method}, if there is one. */
  public static Optional<Integer> methodReferenceIn(MethodNode method) {
    int line = 0;
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof LineNumberNode number) {
        line = number.line;
      } else if (insn instanceof InvokeDynamicInsnNode dynamic && refersToAwait(dynamic)) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }

  private static boolean refersToAwait(InvokeDynamicInsnNode dynamic) {
    for (Object argument : dynamic.bsmArgs) {
      if (argument instanceof Handle handle && isAwait(handle.getOwner(), handle.getName())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAwait(String owner, String name) {
    return owner.equals(RuntimeNames.ASYNC) && name.equals(NAME);
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
