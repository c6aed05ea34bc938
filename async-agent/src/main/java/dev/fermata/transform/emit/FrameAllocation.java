package dev.fermata.transform.emit;

import dev.fermata.transform.model.RuntimeNames;
import dev.fermata.transform.plan.FrameShape;
import dev.fermata.transform.plan.MethodPlan;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** {@code new Frames.RxWy(body)}: happens once in a call, at its first real suspension. */
final class FrameAllocation {

  private FrameAllocation() {}

  // Stack: -> frame
  static void emit(MethodPlan plan, InsnList code) {
    FrameShape shape = plan.shape();
    code.add(new TypeInsnNode(Opcodes.NEW, shape.className()));
    code.add(new InsnNode(Opcodes.DUP));
    code.add(RuntimeCalls.body(plan));
    String parameters = "L" + RuntimeNames.BODY + ";";
    if (shape.wide()) {
      code.add(FrameSlots.constant(shape.references()));
      code.add(FrameSlots.constant(shape.words()));
      parameters += "II";
    }
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKESPECIAL, shape.className(), "<init>", "(" + parameters + ")V", false));
  }
}
