package dev.fermata.transform.analysis;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.objectweb.asm.Opcodes;

/** How many monitors a method holds before each instruction. */
public final class HeldMonitors {

  private static final int UNREACHED = -1;

  private final int[] before;

  public HeldMonitors(ControlFlow flow) {
    this.before = new int[flow.size()];
    Arrays.fill(before, UNREACHED);
    Deque<Integer> worklist = new ArrayDeque<>();
    reach(0, 0, worklist);
    while (!worklist.isEmpty()) {
      int index = worklist.pop();
      int held = before[index];
      // A handler is entered with what was held when the instruction began: compilers protect the
      // monitorexit itself, and let its handler release the monitor.
      for (int handler : flow.handlersOf(index)) {
        reach(handler, held, worklist);
      }
      int after = held + change(flow.get(index).getOpcode());
      flow.forEachSuccessor(index, successor -> reach(successor, after, worklist));
    }
  }

  /** The number of monitors held before the instruction at {@code index}. */
  public int before(int index) {
    return Math.max(0, before[index]);
  }

  /** The first path that arrives decides: on structured locking all paths agree. */
  private void reach(int index, int held, Deque<Integer> worklist) {
    if (index < before.length && before[index] == UNREACHED) {
      before[index] = Math.max(0, held);
      worklist.push(index);
    }
  }

  private static int change(int opcode) {
    return switch (opcode) {
      case Opcodes.MONITORENTER -> 1;
      case Opcodes.MONITOREXIT -> -1;
      default -> 0;
    };
  }
}
