package dev.fermata.transform.emit;

import dev.fermata.transform.model.RuntimeNames;
import dev.fermata.transform.plan.MethodPlan;
import dev.fermata.transform.plan.SavedValue;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Runs a suspended call on: the state machine, with a frame instead of arguments. */
final class ResumeMethod {

  private ResumeMethod() {}

  static MethodNode emit(MethodPlan plan) {
    var resume =
        new MethodNode(
            Opcodes.ASM9,
            Opcodes.ACC_PRIVATE
                | Opcodes.ACC_STATIC
                | Opcodes.ACC_SYNTHETIC
                | (plan.isStatic() && plan.isSynchronized() ? Opcodes.ACC_SYNCHRONIZED : 0),
            plan.resumeName(),
            MethodPlan.RESUME_DESCRIPTOR,
            null,
            null);
    var code = resume.instructions;
    resume.visitCode();
    resume.visitVarInsn(Opcodes.ALOAD, 0);
    resume.visitTypeInsn(Opcodes.CHECKCAST, plan.shape().className());
    resume.visitVarInsn(Opcodes.ASTORE, 1);
    if (plan.isSynchronized()) {
      callLocked(plan, resume);
    } else {
      callMachine(plan, code);
      resume.visitInsn(Opcodes.ARETURN);
    }
    resume.visitMaxs(0, 0);
    return resume;
  }

  private static void loadReceiver(MethodPlan plan, InsnList code) {
    new FrameSlots(plan.shape(), code, 1).load(new SavedValue.Reference(0, plan.owner().name()));
  }

  private static void callMachine(MethodPlan plan, InsnList code) {
    if (!plan.isStatic()) {
      loadReceiver(plan, code);
    }
    for (Type argument : Type.getArgumentTypes(plan.method().desc)) {
      code.add(FrameSlots.zero(argument));
    }
    code.add(new VarInsnNode(Opcodes.ALOAD, 1));
    code.add(MachineCall.of(plan));
  }

  /**
   * The monitor of a synchronized method, which ea-async has its methods hold: the receiver's, or
   * that of the class that the source has the method in, which need not be the class around this.
   */
  private static void callLocked(MethodPlan plan, MethodNode resume) {
    var start = new Label();
    var end = new Label();
    var failed = new Label();
    resume.visitTryCatchBlock(start, end, failed, null);
    if (plan.isStatic()) {
      resume.visitLdcInsn(Type.getObjectType(plan.owner().name()));
    } else {
      loadReceiver(plan, resume.instructions);
    }
    resume.visitInsn(Opcodes.DUP);
    resume.visitVarInsn(Opcodes.ASTORE, 2);
    resume.visitInsn(Opcodes.MONITORENTER);
    resume.visitLabel(start);
    callMachine(plan, resume.instructions);
    resume.visitVarInsn(Opcodes.ALOAD, 2);
    resume.visitInsn(Opcodes.MONITOREXIT);
    resume.visitLabel(end);
    resume.visitInsn(Opcodes.ARETURN);
    resume.visitLabel(failed);
    Object[] locals = {
      RuntimeNames.CONTINUATION,
      plan.shape().className(),
      plan.isStatic() ? "java/lang/Class" : plan.owner().name()
    };
    resume.visitFrame(
        Opcodes.F_NEW, locals.length, locals, 1, new Object[] {"java/lang/Throwable"});
    resume.visitVarInsn(Opcodes.ALOAD, 2);
    resume.visitInsn(Opcodes.MONITOREXIT);
    resume.visitInsn(Opcodes.ATHROW);
  }
}
