package dev.fermata.transform.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Which instruction may run after which, by index, exceptional paths apart. */
public final class ControlFlow {

  private final InsnList instructions;
  private final List<List<Integer>> handlers;

  public ControlFlow(MethodNode method) {
    this.instructions = method.instructions;
    this.handlers = new ArrayList<>(instructions.size());
    for (int i = 0; i < instructions.size(); i++) {
      handlers.add(List.of());
    }
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      int handler = indexOf(block.handler);
      for (int i = indexOf(block.start); i < indexOf(block.end); i++) {
        if (handlers.get(i).isEmpty()) {
          handlers.set(i, new ArrayList<>(2));
        }
        handlers.get(i).add(handler);
      }
    }
  }

  public int size() {
    return instructions.size();
  }

  public AbstractInsnNode get(int index) {
    return instructions.get(index);
  }

  private int indexOf(LabelNode label) {
    return instructions.indexOf(label);
  }

  /** Calls {@code action} with the index of each normal successor. */
  public void forEachSuccessor(int index, IntConsumer action) {
    AbstractInsnNode insn = instructions.get(index);
    int opcode = insn.getOpcode();
    if (insn instanceof JumpInsnNode jump) {
      action.accept(indexOf(jump.label));
    } else if (insn instanceof TableSwitchInsnNode table) {
      table.labels.forEach(label -> action.accept(indexOf(label)));
      action.accept(indexOf(table.dflt));
    } else if (insn instanceof LookupSwitchInsnNode lookup) {
      lookup.labels.forEach(label -> action.accept(indexOf(label)));
      action.accept(indexOf(lookup.dflt));
    }
    if (fallsThrough(opcode) && index + 1 < instructions.size()) {
      action.accept(index + 1);
    }
  }

  private static boolean fallsThrough(int opcode) {
    return opcode != Opcodes.GOTO
        && opcode != Opcodes.TABLESWITCH
        && opcode != Opcodes.LOOKUPSWITCH
        && opcode != Opcodes.ATHROW
        && (opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN);
  }

  /** The handlers that may catch what the instruction at {@code index} throws. */
  public List<Integer> handlersOf(int index) {
    return instructions.get(index).getOpcode() < 0 ? List.of() : handlers.get(index);
  }
}
