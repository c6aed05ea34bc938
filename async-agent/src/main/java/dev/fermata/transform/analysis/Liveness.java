package dev.fermata.transform.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which locals may still be read. A local is live before an instruction when some path from there
 * reads it before writing it; whatever a handler reads is live throughout the range it protects.
 */
public final class Liveness {

  private final ControlFlow flow;
  private final BitSet[] liveBefore;

  public Liveness(ControlFlow flow) {
    this.flow = flow;
    this.liveBefore = new BitSet[flow.size()];
    solve();
  }

  /** The locals that are live before the instruction at {@code index}; not to be modified. */
  public BitSet before(int index) {
    return liveBefore[index];
  }

  private void solve() {
    List<List<Integer>> dependents = dependents();
    Deque<Integer> worklist = new ArrayDeque<>();
    var queued = new BitSet();
    for (int i = 0; i < flow.size(); i++) {
      liveBefore[i] = new BitSet();
      worklist.push(i); // the last instruction is taken first: liveness flows backwards
      queued.set(i);
    }
    while (!worklist.isEmpty()) {
      int index = worklist.pop();
      queued.clear(index);
      BitSet live = transfer(index);
      if (!live.equals(liveBefore[index])) {
        liveBefore[index] = live;
        for (int dependent : dependents.get(index)) {
          if (!queued.get(dependent)) {
            queued.set(dependent);
            worklist.push(dependent);
          }
        }
      }
    }
  }

  private List<List<Integer>> dependents() {
    List<List<Integer>> dependents = new ArrayList<>(flow.size());
    for (int i = 0; i < flow.size(); i++) {
      dependents.add(new ArrayList<>(2));
    }
    for (int i = 0; i < flow.size(); i++) {
      int index = i;
      flow.forEachSuccessor(index, successor -> dependents.get(successor).add(index));
      for (int handler : flow.handlersOf(index)) {
        dependents.get(handler).add(index);
      }
    }
    return dependents;
  }

  private BitSet transfer(int index) {
    var live = new BitSet();
    flow.forEachSuccessor(index, successor -> live.or(liveBefore[successor]));
    AbstractInsnNode insn = flow.get(index);
    if (insn instanceof VarInsnNode access) {
      live.set(access.var, isLoad(access.getOpcode()));
    } else if (insn instanceof IincInsnNode increment) {
      live.set(increment.var);
    }
    for (int handler : flow.handlersOf(index)) {
      live.or(liveBefore[handler]);
    }
    return live;
  }

  private static boolean isLoad(int opcode) {
    return opcode <= Opcodes.ALOAD || opcode == Opcodes.RET;
  }
}
