package dev.fermata.transform.emit;

import dev.fermata.transform.plan.MethodPlan;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;

/** The call of a state machine, from its entry and from its resume method. */
final class MachineCall {

  private MachineCall() {}

  /** Private methods are called by invokespecial: that is legal in every class file version. */
  static MethodInsnNode of(MethodPlan plan) {
    return new MethodInsnNode(
        plan.isStatic() ? Opcodes.INVOKESTATIC : Opcodes.INVOKESPECIAL,
        plan.owner().name(),
        plan.machineName(),
        plan.machineDescriptor(),
        plan.owner().isInterface());
  }
}
