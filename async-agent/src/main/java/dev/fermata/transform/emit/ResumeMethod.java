package dev.fermata.transform.emit;

import dev.fermata.transform.plan.MethodPlan;
import dev.fermata.transform.plan.SavedValue;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Runs a suspended call on: the state machine, with a frame instead of arguments. */
final class ResumeMethod {

  private ResumeMethod() {}

  static MethodNode emit(MethodPlan plan) {
    var resume =
        new MethodNode(
            Opcodes.ASM9,
            Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
            plan.resumeName(),
            RuntimeCalls.RESUME_DESCRIPTOR,
            null,
            null);
    var code = resume.instructions;
    resume.visitCode();
    resume.visitVarInsn(Opcodes.ALOAD, 0);
    resume.visitTypeInsn(Opcodes.CHECKCAST, plan.shape().className());
    resume.visitVarInsn(Opcodes.ASTORE, 1);
    if (!plan.isStatic()) {
      new FrameSlots(plan.shape(), code, 1).load(new SavedValue.Reference(0, plan.owner().name()));
    }
    for (Type argument : Type.getArgumentTypes(plan.method().desc)) {
      code.add(FrameSlots.zero(argument));
    }
    code.add(new VarInsnNode(Opcodes.ALOAD, 1));
    code.add(MachineCall.of(plan));
    resume.visitInsn(Opcodes.ARETURN);
    resume.visitMaxs(0, 0);
    return resume;
  }
}
