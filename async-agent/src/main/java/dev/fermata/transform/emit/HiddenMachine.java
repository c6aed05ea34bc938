package dev.fermata.transform.emit;

import dev.fermata.transform.model.RuntimeNames;
import dev.fermata.transform.plan.MethodPlan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The state machine and the resume method of a method whose class is loaded already, in a hidden
 * class of their own. The machine is static there and takes the receiver as first parameter, which
 * leaves every local variable where it was.
 */
public final class HiddenMachine {

  /** Chars that surely fit into a string constant, whatever they are. */
  private static final int CHUNK = 65_535 / 2;

  private static final String OBJECT = "java/lang/Object";
  private static final String BODY_DESCRIPTOR =
      "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
          + "Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;)Ljava/lang/invoke/CallSite;";

  private final MethodPlan plan;
  private final HostMembers host;
  private final String className;
  private final byte[] classFile;

  HiddenMachine(MethodPlan plan, HostMembers host) throws MethodDoesNotFitException {
    this.plan = plan;
    this.host = host;
    this.className = host.name() + "$" + plan.machineName();
    this.classFile = emit();
  }

  /** The method that is transformed. */
  public MethodPlan plan() {
    return plan;
  }

  /** Which method of the hidden class is the machine. */
  public MethodPlan.Key key() {
    return new MethodPlan.Key(plan.machineName(), machineDescriptor());
  }

  /** The hidden class's own. */
  public byte[] classFile() {
    return classFile;
  }

  private byte[] emit() throws MethodDoesNotFitException {
    var writer = new NonLoadingClassWriter(null);
    int access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
    writer.visit(host.version(), access, className, null, OBJECT, new String[] {RuntimeNames.BODY});
    writer.visitSource(plan.owner().sourceFile(), null);
    emitBody(writer);
    List<MethodNode> methods = new ArrayList<>(new StateMachine(plan).emit());
    MethodNode machine = methods.get(0);
    machine.access |= Opcodes.ACC_STATIC;
    machine.desc = machineDescriptor();
    methods.add(ResumeMethod.emit(plan));
    for (MethodNode method : methods) {
      moveOwnReferences(method);
      new HostAccess(host).rewrite(method.instructions);
      method.accept(writer);
    }
    writer.visitEnd();
    try {
      return writer.toByteArray();
    } catch (MethodTooLargeException e) {
      throw new MethodDoesNotFitException(plan, e);
    }
  }

  /** A constructor, and the method that the runtime resumes a call by. */
  private void emitBody(ClassVisitor writer) {
    MethodVisitor constructor =
        writer.visitMethod(Opcodes.ACC_PRIVATE, "<init>", "()V", null, null);
    constructor.visitCode();
    constructor.visitVarInsn(Opcodes.ALOAD, 0);
    constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, OBJECT, "<init>", "()V", false);
    constructor.visitInsn(Opcodes.RETURN);
    constructor.visitMaxs(0, 0);
    constructor.visitEnd();
    String descriptor = MethodPlan.RESUME_DESCRIPTOR;
    MethodVisitor resume = writer.visitMethod(Opcodes.ACC_PUBLIC, "resume", descriptor, null, null);
    resume.visitCode();
    resume.visitVarInsn(Opcodes.ALOAD, 1);
    resume.visitMethodInsn(Opcodes.INVOKESTATIC, className, plan.resumeName(), descriptor, false);
    resume.visitInsn(Opcodes.ARETURN);
    resume.visitMaxs(0, 0);
    resume.visitEnd();
  }

  private String machineDescriptor() {
    return plan.isStatic()
        ? plan.machineDescriptor()
        : HostAccess.withReceiver(host.name(), plan.machineDescriptor());
  }

  /** The emitted methods refer to each other by the name of the host. */
  private void moveOwnReferences(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (isMachineCall(insn)) {
        method.instructions.set(
            insn,
            new MethodInsnNode(
                Opcodes.INVOKESTATIC, className, plan.machineName(), machineDescriptor(), false));
      } else if (insn instanceof MethodInsnNode call && isSaving(call)) {
        call.owner = className;
        call.itf = false;
      } else if (insn instanceof InvokeDynamicInsnNode dynamic && isBody(dynamic)) {
        dynamic.bsm = HostAccess.bootstrap("body", BODY_DESCRIPTOR);
        dynamic.bsmArgs = Arrays.copyOfRange(dynamic.bsmArgs, 1, dynamic.bsmArgs.length);
      }
    }
  }

  private static boolean isBody(InvokeDynamicInsnNode dynamic) {
    return dynamic.bsm.getOwner().equals(RuntimeNames.CONTINUATION);
  }

  private boolean isSaving(MethodInsnNode call) {
    return call.owner.equals(host.name()) && call.name.startsWith(plan.savePrefix());
  }

  private boolean isMachineCall(AbstractInsnNode insn) {
    return insn instanceof MethodInsnNode call
        && call.owner.equals(host.name())
        && call.name.equals(plan.machineName())
        && call.desc.equals(plan.machineDescriptor());
  }

  /** Lets {@code entry} call the machine here; the first call defines the class. */
  void linkFrom(MethodNode entry) {
    for (AbstractInsnNode insn : entry.instructions.toArray()) {
      if (isMachineCall(insn)) {
        entry.instructions.set(
            insn,
            new InvokeDynamicInsnNode(
                plan.machineName(), machineDescriptor(), bootstrap(), chunks()));
      }
    }
  }

  private static Handle bootstrap() {
    return HostAccess.bootstrap(
        "machine",
        "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
            + "[Ljava/lang/String;)Ljava/lang/invoke/CallSite;");
  }

  private Object[] chunks() {
    String content = new String(classFile, StandardCharsets.ISO_8859_1);
    var chunks = new ArrayList<String>();
    for (int i = 0; i < content.length(); i += CHUNK) {
      chunks.add(content.substring(i, Math.min(content.length(), i + CHUNK)));
    }
    return chunks.toArray();
  }
}
