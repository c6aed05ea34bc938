package dev.fermata.transform.emit;

import dev.fermata.transform.model.RuntimeNames;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Makes code of one class run in a hidden class beside it. What a nestmate may not do is linked
 * through the lookup of the host, which the hidden class has as its class data.
 */
final class HostAccess {

  private static final String LOOKUP = "Ljava/lang/invoke/MethodHandles$Lookup;";
  private static final String DYNAMIC_HEAD =
      "(" + LOOKUP + "Ljava/lang/String;Ljava/lang/invoke/MethodType;";

  private static final Handle DYNAMIC =
      bootstrap(
          "dynamic",
          DYNAMIC_HEAD + "Ljava/lang/invoke/MethodHandle;[Ljava/lang/Object;)Ljava/lang/Object;");
  private static final Handle ACCESS =
      bootstrap("access", DYNAMIC_HEAD + "ILjava/lang/Class;)Ljava/lang/invoke/CallSite;");
  private static final Handle HANDLE =
      bootstrap(
          "handle",
          "("
              + LOOKUP
              + "Ljava/lang/String;Ljava/lang/Class;ILjava/lang/Class;"
              + "Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/MethodHandle;");

  private final HostMembers members;

  HostAccess(HostMembers members) {
    this.members = members;
  }

  static Handle bootstrap(String name, String descriptor) {
    return new Handle(Opcodes.H_INVOKESTATIC, RuntimeNames.LATE_BINDING, name, descriptor, false);
  }

  void rewrite(InsnList code) {
    for (AbstractInsnNode insn : code.toArray()) {
      AbstractInsnNode replacement =
          insn instanceof MethodInsnNode call
              ? rewritten(call)
              : insn instanceof FieldInsnNode access
                  ? rewritten(access)
                  : insn instanceof InvokeDynamicInsnNode dynamic ? rewritten(dynamic) : insn;
      if (insn instanceof LdcInsnNode constant) {
        constant.cst = constant(constant.cst);
      }
      if (replacement != insn) {
        code.set(insn, replacement);
      }
    }
  }

  private AbstractInsnNode rewritten(MethodInsnNode call) {
    if (call.name.equals("<init>")) {
      return call;
    }
    if (call.getOpcode() == Opcodes.INVOKESPECIAL) {
      return members.isPrivateMethod(call.owner, call.name, call.desc)
          ? privateCall(call)
          : access(
              call.name,
              withReceiver(members.name(), call.desc),
              Opcodes.H_INVOKESPECIAL,
              call.owner);
    }
    if (call.itf || !members.isInherited(call.owner, call.name, call.desc)) {
      return call;
    }
    return call.getOpcode() == Opcodes.INVOKESTATIC
        ? access(call.name, call.desc, Opcodes.H_INVOKESTATIC, call.owner)
        : access(
            call.name, withReceiver(call.owner, call.desc), Opcodes.H_INVOKEVIRTUAL, call.owner);
  }

  /** Nestmates call private methods like others; only their own class may say invokespecial. */
  private MethodInsnNode privateCall(MethodInsnNode call) {
    int opcode = members.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
    return new MethodInsnNode(opcode, call.owner, call.name, call.desc, members.isInterface());
  }

  private AbstractInsnNode rewritten(FieldInsnNode field) {
    if (!members.isInherited(field.owner, field.name, field.desc)) {
      return field;
    }
    String receiver = "L" + field.owner + ";";
    return switch (field.getOpcode()) {
      case Opcodes.GETSTATIC ->
          access(field.name, "()" + field.desc, Opcodes.H_GETSTATIC, field.owner);
      case Opcodes.PUTSTATIC ->
          access(field.name, "(" + field.desc + ")V", Opcodes.H_PUTSTATIC, field.owner);
      case Opcodes.GETFIELD ->
          access(field.name, "(" + receiver + ")" + field.desc, Opcodes.H_GETFIELD, field.owner);
      default ->
          access(field.name, "(" + receiver + field.desc + ")V", Opcodes.H_PUTFIELD, field.owner);
    };
  }

  private static InvokeDynamicInsnNode access(
      String name, String descriptor, int kind, String owner) {
    return new InvokeDynamicInsnNode(name, descriptor, ACCESS, kind, Type.getObjectType(owner));
  }

  private InvokeDynamicInsnNode rewritten(InvokeDynamicInsnNode dynamic) {
    if (dynamic.bsm.getOwner().equals(RuntimeNames.LATE_BINDING)) {
      return dynamic;
    }
    List<Object> arguments = new ArrayList<>();
    arguments.add(constant(dynamic.bsm));
    for (Object argument : dynamic.bsmArgs) {
      arguments.add(constant(argument));
    }
    return new InvokeDynamicInsnNode(dynamic.name, dynamic.desc, DYNAMIC, arguments.toArray());
  }

  private Object constant(Object constant) {
    if (!(constant instanceof Handle handle) || !members.needsHost(handle)) {
      return constant;
    }
    return new ConstantDynamic(
        handle.getName(),
        "Ljava/lang/invoke/MethodHandle;",
        HANDLE,
        handle.getTag(),
        Type.getObjectType(handle.getOwner()),
        Type.getMethodType(handle.getDesc()));
  }

  static String withReceiver(String receiver, String descriptor) {
    return "(L" + receiver + ";" + descriptor.substring(1);
  }
}
