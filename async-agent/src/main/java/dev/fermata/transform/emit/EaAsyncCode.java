package dev.fermata.transform.emit;

import dev.fermata.transform.analysis.AwaitCall;
import dev.fermata.transform.model.RuntimeNames;
import dev.fermata.transform.plan.JoinPlan;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** What becomes of calls of ea-async where nothing suspends. */
final class EaAsyncCode {

  private EaAsyncCode() {}

  /** The method of {@code plan}, with {@code join()} for await. */
  static MethodNode joined(JoinPlan plan) {
    InsnList code = plan.method().instructions;
    for (AwaitCall call : plan.joins()) {
      var join = new InsnList();
      join(call, join);
      code.insertBefore(call.insn(), join);
      code.remove(call.insn());
    }
    removeInit(code);
    return plan.method();
  }

  // Stack: stage -> value
  static void join(AwaitCall call, InsnList code) {
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKEINTERFACE,
            RuntimeNames.STAGE,
            "toCompletableFuture",
            "()L" + RuntimeNames.FUTURE + ";",
            true));
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKEVIRTUAL, RuntimeNames.FUTURE, "join", "()Ljava/lang/Object;", false));
    castResult(call, code);
  }

  static void castResult(AwaitCall call, InsnList code) {
    if (!call.resultType().equals("java/lang/Object")) {
      code.add(new TypeInsnNode(Opcodes.CHECKCAST, call.resultType()));
    }
  }

  /** A nop stands in its place: a try range must not become empty. */
  static void removeInit(InsnList code) {
    for (AbstractInsnNode insn : code.toArray()) {
      if (AwaitCall.isEaAsyncInit(insn)) {
        code.set(insn, new InsnNode(Opcodes.NOP));
      }
    }
  }
}
