package dev.fermata.transform.emit;

import dev.fermata.transform.plan.MethodPlan;
import dev.fermata.transform.plan.SavedValue;
import dev.fermata.transform.plan.SuspensionPoint;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Releases monitors while a method is suspended, as ea-async does. A local for each level of
 * nesting remembers whose monitor was entered.
 */
final class HeldMonitorCode {

  private final MethodPlan plan;
  private final MachineLocals locals;

  HeldMonitorCode(MethodPlan plan, MachineLocals locals) {
    this.plan = plan;
    this.locals = locals;
  }

  // Stack: object -> object, which the local of its level then holds, too
  void rememberEntered(InsnList code) {
    plan.monitorEnters()
        .forEach(
            (enter, held) -> {
              code.insertBefore(enter, new InsnNode(Opcodes.DUP));
              code.insertBefore(enter, new VarInsnNode(Opcodes.ASTORE, locals.monitor(held)));
            });
  }

  /** Every stack map says that the locals are set. */
  void clear(InsnList prologue) {
    for (int level = 0; level < plan.monitors(); level++) {
      prologue.add(new InsnNode(Opcodes.ACONST_NULL));
      prologue.add(new VarInsnNode(Opcodes.ASTORE, locals.monitor(level)));
    }
  }

  void save(SuspensionPoint point, FrameSlots slots) {
    for (int level = 0; level < point.monitors().size(); level++) {
      slots.storeReference(
          point.monitors().get(level).slot(),
          new VarInsnNode(Opcodes.ALOAD, locals.monitor(level)));
    }
  }

  void exitAll(SuspensionPoint point, InsnList code) {
    for (int level = point.monitors().size() - 1; level >= 0; level--) {
      code.add(new VarInsnNode(Opcodes.ALOAD, locals.monitor(level)));
      code.add(new InsnNode(Opcodes.MONITOREXIT));
    }
  }

  void enterAgain(SuspensionPoint point, FrameSlots slots, InsnList code) {
    for (int level = 0; level < point.monitors().size(); level++) {
      SavedValue.Reference saved = point.monitors().get(level);
      slots.loadIntoLocal(locals.monitor(level), saved);
      code.add(new VarInsnNode(Opcodes.ALOAD, locals.monitor(level)));
      code.add(new InsnNode(Opcodes.MONITORENTER));
    }
  }

  /**
   * Takes the code from {@code from} to {@code to} out of all try ranges: a handler that exits a
   * monitor must not cover code that has done so already.
   */
  static List<TryCatchBlockNode> without(
      LabelNode from, LabelNode to, List<TryCatchBlockNode> ranges, InsnList code) {
    var split = new ArrayList<TryCatchBlockNode>();
    int first = code.indexOf(from);
    for (TryCatchBlockNode range : ranges) {
      if (code.indexOf(range.start) < first && first < code.indexOf(range.end)) {
        var before = new TryCatchBlockNode(range.start, from, range.handler, range.type);
        before.visibleTypeAnnotations = range.visibleTypeAnnotations;
        before.invisibleTypeAnnotations = range.invisibleTypeAnnotations;
        split.add(before);
        split.add(new TryCatchBlockNode(to, range.end, range.handler, range.type));
      } else {
        split.add(range);
      }
    }
    return split;
  }
}
