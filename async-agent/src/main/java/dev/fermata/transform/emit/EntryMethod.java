package dev.fermata.transform.emit;

import dev.fermata.transform.model.Dialect;
import dev.fermata.transform.model.RuntimeNames;
import dev.fermata.transform.plan.MethodPlan;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * What callers see: the method with its name, signature and annotations, which starts the state
 * machine without a frame and turns whatever is thrown into a failed future; unless it awaits as
 * ea-async does.
 *
 * <p>It has no line numbers, so that debuggers step through it and stop in the state machine.
 */
final class EntryMethod {

  private final MethodPlan plan;
  private final MethodNode source;
  private final MethodNode entry;

  EntryMethod(MethodPlan plan) {
    this.plan = plan;
    this.source = plan.method();
    this.entry =
        new MethodNode(
            Opcodes.ASM9,
            source.access,
            source.name,
            source.desc,
            source.signature,
            source.exceptions.toArray(String[]::new));
  }

  MethodNode emit() {
    copyDeclaration();
    entry.visitCode();
    if (plan.dialect() == Dialect.EA_ASYNC) {
      returnWhateverComes();
    } else {
      returnAlwaysAFuture();
    }
    var last = new LabelNode();
    entry.instructions.add(last);
    nameParameters(last);
    entry.visitMaxs(0, 0);
    return entry;
  }

  /** Until it is first suspended, a method of ea-async throws what it throws. */
  private void returnWhateverComes() {
    entry.visitLabel(new Label());
    callMachine();
    if (plan.ownFuture()) {
      var returned = new Label();
      entry.visitInsn(Opcodes.DUP);
      entry.visitTypeInsn(Opcodes.INSTANCEOF, plan.returnType().getInternalName());
      entry.visitJumpInsn(Opcodes.IFNE, returned);
      entry.visitInsn(Opcodes.DUP);
      entry.visitJumpInsn(Opcodes.IFNULL, returned);
      entry.visitTypeInsn(Opcodes.CHECKCAST, RuntimeNames.TASK);
      forwardIntoNewFuture();
      entry.visitInsn(Opcodes.ARETURN);
      entry.visitLabel(returned);
      stackMap(RuntimeNames.STAGE);
      entry.visitTypeInsn(Opcodes.CHECKCAST, plan.returnType().getInternalName());
    }
    entry.visitInsn(Opcodes.ARETURN);
  }

  private void returnAlwaysAFuture() {
    var start = new Label();
    var returned = new Label();
    var end = new Label();
    var failed = new Label();
    entry.visitTryCatchBlock(start, end, failed, "java/lang/Throwable");
    entry.visitLabel(start);
    callMachine();
    entry.visitInsn(Opcodes.DUP);
    if (plan.ownFuture()) {
      entry.visitTypeInsn(Opcodes.INSTANCEOF, plan.returnType().getInternalName());
      entry.visitJumpInsn(Opcodes.IFNE, returned);
      forwardWhatTheMachineReturned();
    } else {
      entry.visitJumpInsn(Opcodes.IFNONNULL, returned);
      entry.visitInsn(Opcodes.POP);
      returnedNull();
      entry.visitInsn(Opcodes.ARETURN);
    }
    entry.visitLabel(returned);
    stackMap(plan.ownFuture() ? RuntimeNames.STAGE : plan.returnType().getInternalName());
    if (plan.ownFuture()) {
      entry.visitTypeInsn(Opcodes.CHECKCAST, plan.returnType().getInternalName());
    }
    entry.visitInsn(Opcodes.ARETURN);
    entry.visitLabel(end);
    entry.visitLabel(failed);
    stackMap("java/lang/Throwable");
    entry.instructions.add(RuntimeCalls.failed());
    if (plan.ownFuture()) {
      forwardIntoNewFuture();
    }
    entry.visitInsn(Opcodes.ARETURN);
  }

  /** Moves everything that reflection can see, and nothing that belongs to the code. */
  private void copyDeclaration() {
    entry.parameters = source.parameters;
    entry.annotationDefault = source.annotationDefault;
    entry.visibleAnnotations = source.visibleAnnotations;
    entry.invisibleAnnotations = source.invisibleAnnotations;
    entry.visibleTypeAnnotations = source.visibleTypeAnnotations;
    entry.invisibleTypeAnnotations = source.invisibleTypeAnnotations;
    entry.visibleAnnotableParameterCount = source.visibleAnnotableParameterCount;
    entry.visibleParameterAnnotations = source.visibleParameterAnnotations;
    entry.invisibleAnnotableParameterCount = source.invisibleAnnotableParameterCount;
    entry.invisibleParameterAnnotations = source.invisibleParameterAnnotations;
    entry.attrs = source.attrs;
  }

  private void callMachine() {
    int local = 0;
    if (!plan.isStatic()) {
      entry.visitVarInsn(Opcodes.ALOAD, local++);
    }
    for (Type argument : Type.getArgumentTypes(source.desc)) {
      entry.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), local);
      local += argument.getSize();
    }
    entry.visitInsn(Opcodes.ACONST_NULL);
    entry.instructions.add(MachineCall.of(plan));
  }

  // Stack[0]: null, or the suspended call
  private void forwardWhatTheMachineReturned() {
    var suspended = new Label();
    entry.visitInsn(Opcodes.DUP);
    entry.visitJumpInsn(Opcodes.IFNONNULL, suspended);
    entry.visitInsn(Opcodes.POP);
    returnedNull();
    forwardIntoNewFuture();
    entry.visitInsn(Opcodes.ARETURN);
    entry.visitLabel(suspended);
    stackMap(RuntimeNames.STAGE);
    entry.visitTypeInsn(Opcodes.CHECKCAST, RuntimeNames.TASK);
    forwardIntoNewFuture();
    entry.visitInsn(Opcodes.ARETURN);
  }

  // Stack[0]: Task
  private void forwardIntoNewFuture() {
    String type = plan.returnType().getInternalName();
    entry.visitTypeInsn(Opcodes.NEW, type);
    entry.visitInsn(Opcodes.DUP);
    entry.visitMethodInsn(Opcodes.INVOKESPECIAL, type, "<init>", "()V", false);
    entry.instructions.add(RuntimeCalls.forward(plan.dialect()));
    entry.visitTypeInsn(Opcodes.CHECKCAST, type);
  }

  private void returnedNull() {
    String binaryName = plan.owner().binaryName();
    String simpleName = binaryName.substring(binaryName.lastIndexOf('.') + 1);
    entry.visitLdcInsn(simpleName + "." + source.name);
    entry.instructions.add(RuntimeCalls.returnedNull());
  }

  /** The locals are never read again, so the frame may call them all undefined. */
  private void stackMap(String operand) {
    entry.visitFrame(Opcodes.F_NEW, 0, new Object[0], 1, new Object[] {operand});
  }

  /** Parameter names, for debuggers and for frameworks that read them from this table. */
  private void nameParameters(LabelNode last) {
    List<LocalVariableNode> named = new ArrayList<>();
    if (source.localVariables != null
        && source.instructions.getFirst() instanceof LabelNode first) {
      for (LocalVariableNode variable : source.localVariables) {
        if (variable.index < plan.parameterSlots() && variable.start == first) {
          named.add(
              new LocalVariableNode(
                  variable.name,
                  variable.desc,
                  variable.signature,
                  (LabelNode) entry.instructions.getFirst(),
                  last,
                  variable.index));
        }
      }
    }
    entry.localVariables = named;
  }
}
