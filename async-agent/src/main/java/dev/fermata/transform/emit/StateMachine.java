package dev.fermata.transform.emit;

import dev.fermata.transform.model.Dialect;
import dev.fermata.transform.model.RuntimeNames;
import dev.fermata.transform.plan.MethodPlan;
import dev.fermata.transform.plan.SuspensionPoint;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The method's own code, able to leave at each await and to come back there.
 *
 * <pre>
 *            if (frame == null) goto START
 *            switch (frame.state()) { case k: goto RESUME_k }
 * RESUME_k:  locals and operands from the frame; push frame.resumed(); goto READY_k
 * START:     the method's code, in which each await has become
 *              push stage
 *              if (!isReady(stage)) {
 *                operands and locals into the frame; return frame.suspend(stage, k)
 *              }
 *   READY_k:   push result(stage)
 * </pre>
 *
 * The way back stands before the method's first line entry and outside all try ranges: no
 * breakpoint is ever set in it, and handlers see only what the source protects. The way out stands
 * in the line of its await, so that stepping over the await leads to the caller, and nowhere else.
 */
final class StateMachine {

  private final MethodPlan plan;
  private final MachineLocals locals;
  private final HeldMonitorCode monitors;
  private final SaveMethods saves;
  private final InsnList code;
  private final List<LabelNode> resumeLabels = new ArrayList<>();
  private final List<LabelNode> readyLabels = new ArrayList<>();
  private final List<LabelNode> releasedLabels = new ArrayList<>();

  StateMachine(MethodPlan plan) {
    this.plan = plan;
    this.locals = new MachineLocals(plan);
    this.monitors = new HeldMonitorCode(plan, locals);
    this.saves = new SaveMethods(plan, locals);
    this.code = plan.method().instructions;
    for (int i = 0; i < plan.suspensions().size(); i++) {
      resumeLabels.add(new LabelNode());
      readyLabels.add(new LabelNode());
      releasedLabels.add(new LabelNode());
    }
  }

  /** The machine, and what was moved out of it. */
  List<MethodNode> emit() {
    MethodNode source = plan.method();
    int access =
        Opcodes.ACC_PRIVATE
            | Opcodes.ACC_SYNTHETIC
            | (source.access & (Opcodes.ACC_STATIC | Opcodes.ACC_STRICT));
    var machine =
        new MethodNode(
            Opcodes.ASM9, access, plan.machineName(), plan.machineDescriptor(), null, null);
    new DeferredConstructions(plan, locals).rewrite(code);
    monitors.rememberEntered(code);
    EaAsyncCode.removeInit(code);
    extendStackMaps();
    new DirectReturns(plan, locals).rewrite(code);
    plan.suspensions().forEach(this::expandAwait);
    code.insert(prologue());
    machine.instructions = code;
    machine.tryCatchBlocks = tryRanges(source.tryCatchBlocks);
    machine.localVariables = source.localVariables;
    machine.visibleLocalVariableAnnotations = source.visibleLocalVariableAnnotations;
    machine.invisibleLocalVariableAnnotations = source.invisibleLocalVariableAnnotations;
    machine.visitMaxs(source.maxStack, locals.scratch);
    List<MethodNode> emitted = new ArrayList<>(saves.methods());
    emitted.add(0, machine);
    return emitted;
  }

  private List<TryCatchBlockNode> tryRanges(List<TryCatchBlockNode> declared) {
    List<TryCatchBlockNode> ranges = declared;
    for (SuspensionPoint point : plan.suspensions()) {
      if (!point.monitors().isEmpty()) {
        ranges =
            HeldMonitorCode.without(
                releasedLabels.get(point.state()), readyLabels.get(point.state()), ranges, code);
      }
    }
    return ranges;
  }

  /** Every frame of the source now also holds the machine's own locals. */
  private void extendStackMaps() {
    for (AbstractInsnNode insn : code) {
      if (insn instanceof FrameNode declared) {
        code.set(
            insn,
            locals.stackMap(withPlaceholders(declared.local), withPlaceholders(declared.stack)));
      }
    }
  }

  private List<Object> withPlaceholders(List<Object> entries) {
    var replaced = new ArrayList<Object>(entries);
    replaced.replaceAll(
        entry ->
            entry instanceof LabelNode label && plan.deferredAllocations().contains(insnAt(label))
                ? Opcodes.NULL
                : entry);
    return replaced;
  }

  private static AbstractInsnNode insnAt(LabelNode label) {
    AbstractInsnNode insn = label;
    while (insn.getOpcode() < 0) {
      insn = insn.getNext();
    }
    return insn;
  }

  // Stack: .., stage (, class) -> .., value
  private void expandAwait(SuspensionPoint point) {
    var expansion = new InsnList();
    if (point.call().declaresException()) {
      expansion.add(new InsnNode(Opcodes.POP));
    }
    expansion.add(new InsnNode(Opcodes.DUP));
    expansion.add(RuntimeCalls.isReady());
    expansion.add(new JumpInsnNode(Opcodes.IFNE, readyLabels.get(point.state())));
    if (saves.take(point)) {
      saves.call(point, expansion);
      expansion.add(new InsnNode(Opcodes.ARETURN));
    } else {
      suspend(point, expansion);
    }
    expansion.add(readyLabels.get(point.state()));
    expansion.add(stackMapWithStage(point));
    if (plan.dialect() == Dialect.EA_ASYNC) {
      EaAsyncCode.join(point.call(), expansion);
    } else {
      expansion.add(RuntimeCalls.result());
      EaAsyncCode.castResult(point.call(), expansion);
    }
    code.insertBefore(point.call().insn(), expansion);
    code.remove(point.call().insn());
  }

  private FrameNode stackMapWithStage(SuspensionPoint point) {
    var operands = new ArrayList<Object>(point.frameOperands());
    operands.add(RuntimeNames.STAGE);
    return locals.stackMap(point.frameLocals(), operands);
  }

  private InsnList prologue() {
    var prologue = new InsnList();
    var start = new LabelNode();
    prologue.add(new VarInsnNode(Opcodes.ALOAD, plan.parameterSlots()));
    prologue.add(new VarInsnNode(Opcodes.ASTORE, locals.frame));
    if (plan.receiverOverwritten()) {
      prologue.add(new VarInsnNode(Opcodes.ALOAD, 0));
      prologue.add(new VarInsnNode(Opcodes.ASTORE, locals.receiver));
    }
    monitors.clear(prologue);
    prologue.add(new VarInsnNode(Opcodes.ALOAD, locals.frame));
    prologue.add(new JumpInsnNode(Opcodes.IFNULL, start));
    prologue.add(new VarInsnNode(Opcodes.ALOAD, locals.frame));
    prologue.add(RuntimeCalls.state());
    LabelNode[] targets = resumeLabels.toArray(LabelNode[]::new);
    // suspend() knows no other states than these, so that the last one can serve as default.
    prologue.add(
        new TableSwitchInsnNode(0, targets.length - 1, targets[targets.length - 1], targets));
    plan.suspensions().forEach(point -> resume(point, prologue));
    prologue.add(start);
    if (!beginsWithStackMap()) {
      prologue.add(locals.stackMap(parameterEntries(), List.of()));
    }
    return prologue;
  }

  private boolean beginsWithStackMap() {
    for (AbstractInsnNode insn = code.getFirst(); insn.getOpcode() < 0; insn = insn.getNext()) {
      if (insn instanceof FrameNode) {
        return true;
      }
    }
    return false;
  }

  private List<Object> parameterEntries() {
    var entries = new ArrayList<Object>();
    if (!plan.isStatic()) {
      entries.add(plan.owner().name());
    }
    for (Type argument : Type.getArgumentTypes(plan.method().desc)) {
      entries.add(MachineLocals.entry(argument));
    }
    return entries;
  }

  private void resume(SuspensionPoint point, InsnList block) {
    var slots = new FrameSlots(plan.shape(), block, locals.frame);
    block.add(resumeLabels.get(point.state()));
    block.add(locals.stackMap(parameterEntries(), List.of()));
    point.locals().forEach(slots::loadIntoLocal);
    point.operands().forEach(slots::load);
    block.add(new VarInsnNode(Opcodes.ALOAD, locals.frame));
    block.add(RuntimeCalls.resumed());
    monitors.enterAgain(point, slots, block);
    block.add(new JumpInsnNode(Opcodes.GOTO, readyLabels.get(point.state())));
  }

  // Stack: .., stage
  private void suspend(SuspensionPoint point, InsnList block) {
    var slots = new FrameSlots(plan.shape(), block, locals.frame);
    var allocated = new LabelNode();
    block.add(new VarInsnNode(Opcodes.ASTORE, locals.scratch));
    block.add(new VarInsnNode(Opcodes.ALOAD, locals.frame));
    block.add(new JumpInsnNode(Opcodes.IFNONNULL, allocated));
    FrameAllocation.emit(plan, block);
    block.add(new VarInsnNode(Opcodes.ASTORE, locals.frame));
    if (!plan.isStatic()) {
      slots.storeReference(0, new VarInsnNode(Opcodes.ALOAD, locals.receiver));
    }
    block.add(allocated);
    block.add(locals.stackMap(point.frameLocals(), point.frameOperands(), RuntimeNames.STAGE));
    for (int i = point.operands().size() - 1; i >= 0; i--) {
      slots.storeOperand(point.operands().get(i));
    }
    point.locals().forEach(slots::storeLocal);
    monitors.save(point, slots);
    point.staleReferences().forEach(slots::clearReference);
    block.add(releasedLabels.get(point.state()));
    monitors.exitAll(point, block);
    block.add(new VarInsnNode(Opcodes.ALOAD, locals.frame));
    block.add(new VarInsnNode(Opcodes.ALOAD, locals.scratch));
    block.add(FrameSlots.constant(point.state()));
    block.add(RuntimeCalls.suspend(plan.dialect()));
    block.add(new InsnNode(Opcodes.ARETURN));
  }
}
