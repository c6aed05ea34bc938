package dev.fermata.transform.emit;

import dev.fermata.transform.model.RuntimeNames;
import dev.fermata.transform.plan.MethodPlan;
import dev.fermata.transform.plan.SavedValue;
import dev.fermata.transform.plan.SuspensionPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The saving of large methods, moved out into static methods, so that the state machine stays one
 * that HotSpot compiles. Suspension points that save the same kinds of values share one.
 *
 * <pre>
 *   static Task save_k(operands.., stage, locals.., receiver, frame, state) {
 *     if (frame == null) { frame = new Frame(body); frame.r0 = receiver }
 *     operands and locals into the frame; return frame.suspend(stage, state)
 *   }
 * </pre>
 */
final class SaveMethods {

  private static final int MAX_ARGUMENT_SLOTS = 255;
  private static final Type OBJECT = Type.getObjectType("java/lang/Object");
  private static final Type STAGE = Type.getObjectType(RuntimeNames.STAGE);
  private static final Type TASK = Type.getObjectType(RuntimeNames.TASK);

  /** All that the code of a save method depends on. */
  private record Kind(
      List<SavedValue> operands, List<SavedValue> locals, List<Integer> staleReferences) {}

  private final MethodPlan plan;
  private final MachineLocals machine;
  private final Map<Kind, MethodNode> methods = new LinkedHashMap<>();

  SaveMethods(MethodPlan plan, MachineLocals machine) {
    this.plan = plan;
    this.machine = machine;
  }

  List<MethodNode> methods() {
    return List.copyOf(methods.values());
  }

  /** Whether {@code point} can be saved by a call: what it saves must fit into the arguments. */
  boolean take(SuspensionPoint point) {
    return plan.compact()
        && point.monitors().isEmpty()
        && Type.getArgumentsAndReturnSizes(descriptor(kind(point))) >> 2 <= MAX_ARGUMENT_SLOTS;
  }

  // Stack: operands.., stage -> task
  void call(SuspensionPoint point, InsnList code) {
    Kind kind = kind(point);
    point
        .locals()
        .forEach(
            (local, value) -> {
              if (!(value instanceof SavedValue.Constant)) {
                code.add(new VarInsnNode(typeOf(value).getOpcode(Opcodes.ILOAD), local));
              }
            });
    if (!plan.isStatic()) {
      code.add(new VarInsnNode(Opcodes.ALOAD, machine.receiver));
    }
    code.add(new VarInsnNode(Opcodes.ALOAD, machine.frame));
    code.add(FrameSlots.constant(point.state()));
    MethodNode method = methods.computeIfAbsent(kind, this::emit);
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKESTATIC,
            plan.owner().name(),
            method.name,
            method.desc,
            plan.owner().isInterface()));
  }

  private static Kind kind(SuspensionPoint point) {
    List<SavedValue> locals = new ArrayList<>();
    for (SavedValue value : point.locals().values()) {
      if (!(value instanceof SavedValue.Constant)) {
        locals.add(withoutCast(value));
      }
    }
    return new Kind(
        point.operands().stream().map(SaveMethods::withoutCast).toList(),
        locals,
        point.staleReferences());
  }

  private static SavedValue withoutCast(SavedValue value) {
    return value instanceof SavedValue.Reference reference
        ? new SavedValue.Reference(reference.slot(), OBJECT.getInternalName())
        : value;
  }

  private static Type typeOf(SavedValue value) {
    if (value instanceof SavedValue.Word word) {
      return word.type();
    }
    return value instanceof SavedValue.Constant constant ? constant.type() : OBJECT;
  }

  private String descriptor(Kind kind) {
    List<Type> arguments = new ArrayList<>();
    kind.operands.forEach(value -> arguments.add(typeOf(value)));
    arguments.add(STAGE);
    kind.locals.forEach(value -> arguments.add(typeOf(value)));
    if (!plan.isStatic()) {
      arguments.add(OBJECT);
    }
    arguments.add(Type.getObjectType(plan.shape().className()));
    arguments.add(Type.INT_TYPE);
    return Type.getMethodDescriptor(TASK, arguments.toArray(Type[]::new));
  }

  private MethodNode emit(Kind kind) {
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    String descriptor = descriptor(kind);
    var method =
        new MethodNode(Opcodes.ASM9, access, plan.saveName(methods.size()), descriptor, null, null);
    int operands = 0;
    int stage = slots(kind.operands);
    int locals = stage + 1;
    int receiver = locals + slots(kind.locals);
    int frame = plan.isStatic() ? receiver : receiver + 1;
    var slots = new FrameSlots(plan.shape(), method.instructions, frame);
    var allocated = new Label();
    method.visitCode();
    method.visitVarInsn(Opcodes.ALOAD, frame);
    method.visitJumpInsn(Opcodes.IFNONNULL, allocated);
    FrameAllocation.emit(plan, method.instructions);
    method.visitVarInsn(Opcodes.ASTORE, frame);
    if (!plan.isStatic()) {
      slots.storeReference(0, new VarInsnNode(Opcodes.ALOAD, receiver));
    }
    method.visitLabel(allocated);
    Object[] entries = entries(descriptor);
    method.visitFrame(Opcodes.F_NEW, entries.length, entries, 0, new Object[0]);
    store(kind.operands, operands, slots);
    store(kind.locals, locals, slots);
    kind.staleReferences.forEach(slots::clearReference);
    method.visitVarInsn(Opcodes.ALOAD, frame);
    method.visitVarInsn(Opcodes.ALOAD, stage);
    method.visitVarInsn(Opcodes.ILOAD, frame + 1);
    method.instructions.add(RuntimeCalls.suspend(plan.dialect()));
    method.instructions.add(new InsnNode(Opcodes.ARETURN));
    method.visitMaxs(0, 0);
    return method;
  }

  private static int slots(List<SavedValue> values) {
    return values.stream().mapToInt(value -> typeOf(value).getSize()).sum();
  }

  private static void store(List<SavedValue> values, int first, FrameSlots slots) {
    int argument = first;
    for (SavedValue value : values) {
      slots.storeLocal(argument, value);
      argument += typeOf(value).getSize();
    }
  }

  private static Object[] entries(String descriptor) {
    List<Object> entries = new ArrayList<>();
    for (Type argument : Type.getArgumentTypes(descriptor)) {
      entries.add(MachineLocals.entry(argument));
    }
    return entries.toArray();
  }
}
