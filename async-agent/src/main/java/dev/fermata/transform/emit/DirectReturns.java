package dev.fermata.transform.emit;

import dev.fermata.transform.model.RuntimeNames;
import dev.fermata.transform.plan.MethodPlan;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Makes {@code return completedFuture(x)} complete a suspended call with {@code x} directly,
 * without a future that would be unwrapped and thrown away at once.
 */
final class DirectReturns {

  private final MethodPlan plan;
  private final MachineLocals locals;

  DirectReturns(MethodPlan plan, MachineLocals locals) {
    this.plan = plan;
    this.locals = locals;
  }

  void rewrite(InsnList code) {
    if (plan.ownFuture() || plan.isSynchronized()) {
      return; // a synchronized method, of ea-async, completes nothing while it holds its monitor
    }
    Set<AbstractInsnNode> found = new HashSet<>();
    for (AbstractInsnNode insn : code) {
      if (insn instanceof MethodInsnNode call && isCompletedFuture(call) && isReturned(call)) {
        found.add(call);
      }
    }
    for (AbstractInsnNode call : found) {
      code.insertBefore(call, new VarInsnNode(Opcodes.ALOAD, locals.frame));
      code.set(call, RuntimeCalls.completed());
    }
  }

  private static boolean isCompletedFuture(MethodInsnNode call) {
    return call.getOpcode() == Opcodes.INVOKESTATIC
        && call.owner.equals(RuntimeNames.FUTURE)
        && call.name.equals("completedFuture");
  }

  /** Lines and labels between are harmless: whoever jumps there brings a future of his own. */
  private static boolean isReturned(AbstractInsnNode call) {
    @Nullable AbstractInsnNode next = call.getNext();
    while (next != null && next.getOpcode() < 0) {
      next = next.getNext();
    }
    return next != null && next.getOpcode() == Opcodes.ARETURN;
  }
}
