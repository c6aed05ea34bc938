package dev.fermata.transform.plan;

import dev.fermata.transform.analysis.AwaitCall;
import dev.fermata.transform.analysis.MethodFacts;
import dev.fermata.transform.analysis.TypeValue;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Where the values go that live across one suspension: live locals first, then operands, then
 * monitors.
 */
final class SlotAssignment {

  private final Frame<BasicValue> types;
  private final AwaitCall call;
  private final RestoringCasts casts;
  private final int operandCount;
  private final int receiverSlots;
  private int references;
  private int words;

  final SortedMap<Integer, SavedValue> locals = new TreeMap<>();
  final List<SavedValue> operands = new ArrayList<>();
  final List<SavedValue.Reference> monitors = new ArrayList<>();

  /**
   * @param receiverSlots reference slots that the receiver takes, before all others
   */
  SlotAssignment(AwaitCall call, Frame<BasicValue> types, RestoringCasts casts, int receiverSlots) {
    this.casts = casts;
    this.call = call;
    this.types = types;
    this.operandCount = types.getStackSize() - (call.declaresException() ? 2 : 1);
    this.receiverSlots = receiverSlots;
    this.references = receiverSlots;
  }

  /**
   * @param parameters types of receiver and parameters by slot; when resuming, they are passed as
   *     null and zero, so that what is dead among them needs no reset
   * @param receiverIsPassed whether local 0 is the receiver, which the resume method passes
   */
  SlotAssignment assign(
      MethodFacts facts,
      Frame<BasicValue> parameters,
      int parameterSlots,
      boolean receiverIsPassed) {
    for (int i = receiverIsPassed ? 1 : 0; i < types.getLocals(); i++) {
      BasicValue value = types.getLocal(i);
      if (TypeValue.isTop(value)) {
        continue;
      }
      if (facts.isLive(i, call.insn())) {
        locals.put(i, save(value));
      } else if (i >= parameterSlots || !value.equals(parameters.getLocal(i))) {
        locals.put(i, constant(value));
      }
    }
    for (int i = 0; i < operandCount; i++) {
      operands.add(save(types.getStack(i)));
    }
    for (int i = 0; i < facts.monitorsHeld(call.insn()); i++) {
      monitors.add(new SavedValue.Reference(references++, "java/lang/Object"));
    }
    return this;
  }

  private SavedValue save(BasicValue value) {
    if (isPlaceholder(value)) {
      return SavedValue.Constant.NULL;
    }
    return value.isReference()
        ? new SavedValue.Reference(references++, casts.of(value.getType()))
        : new SavedValue.Word(words++, value.getType());
  }

  private static SavedValue constant(BasicValue value) {
    return value.isReference()
        ? SavedValue.Constant.NULL
        : new SavedValue.Constant(value.getType());
  }

  private static boolean isPlaceholder(BasicValue value) {
    return TypeValue.isNull(value) || value instanceof TypeValue.Uninitialized;
  }

  FrameShape shape() {
    return new FrameShape(references, words);
  }

  SuspensionPoint point(int state, int referencesOfMethod) {
    var stale = new ArrayList<Integer>();
    for (int slot = Math.max(references, receiverSlots); slot < referencesOfMethod; slot++) {
      stale.add(slot);
    }
    var frameOperands = new ArrayList<Object>();
    for (int i = 0; i < operandCount; i++) {
      frameOperands.add(TypeValue.inFrame(types.getStack(i)));
    }
    return new SuspensionPoint(
        state,
        call,
        locals,
        List.copyOf(operands),
        List.copyOf(monitors),
        List.copyOf(stale),
        frameLocals(),
        List.copyOf(frameOperands));
  }

  private List<Object> frameLocals() {
    var entries = new ArrayList<Object>();
    for (int i = 0; i < types.getLocals(); i++) {
      BasicValue value = types.getLocal(i);
      entries.add(TypeValue.inFrame(value));
      if (value.getSize() == 2) {
        i++;
      }
    }
    return List.copyOf(entries);
  }
}
