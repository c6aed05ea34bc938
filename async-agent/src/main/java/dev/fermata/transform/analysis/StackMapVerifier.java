package dev.fermata.transform.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Checks a method as the JVM does at link time: operands of every instruction, and at every jump,
 * fall-through and handler that the types which arrive fit the frame declared there.
 */
public final class StackMapVerifier {

  private final MethodNode method;
  private final TypeInterpreter types;
  private final StackMapWalk walk;
  private final Map<LabelNode, Frame<BasicValue>> declaredAt = new HashMap<>();
  private final Map<AbstractInsnNode, List<TryCatchBlockNode>> protecting = new HashMap<>();

  public StackMapVerifier(String owner, MethodNode method, Assignability assignability) {
    this.method = method;
    this.types = new TypeInterpreter(assignability);
    this.walk = new StackMapWalk(owner, method, types);
  }

  /**
   * Verifies the method and shows {@code visitor} the types before each instruction.
   *
   * @throws AnalyzerException naming what does not fit, and where
   */
  public void verify(StackMapWalk.Visitor visitor) throws AnalyzerException {
    collectFrames();
    collectHandlers();
    walk.walk(
        (insn, before) -> {
          if (insn instanceof FrameNode declared) {
            requireFits(before, walk.declared(declared), insn);
            return;
          }
          visitor.visit(insn, before);
          checkHandlers(insn, before);
          checkJumps(insn, before);
        });
  }

  private void collectFrames() {
    var labels = new ArrayList<LabelNode>();
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof LabelNode label) {
        labels.add(label);
      } else if (insn instanceof FrameNode frame) {
        labels.forEach(label -> declaredAt.put(label, walk.declared(frame)));
      } else if (insn.getOpcode() >= 0) {
        labels.clear();
      }
    }
  }

  private void collectHandlers() {
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      for (AbstractInsnNode insn = block.start;
          insn != null && insn != block.end;
          insn = insn.getNext()) {
        if (insn.getOpcode() >= 0) {
          protecting.computeIfAbsent(insn, key -> new ArrayList<>(2)).add(block);
        }
      }
    }
  }

  private void checkHandlers(AbstractInsnNode insn, Frame<BasicValue> before)
      throws AnalyzerException {
    for (TryCatchBlockNode block : protecting.getOrDefault(insn, List.of())) {
      requireLocalsFit(before, declaredAt(block.handler, insn), insn);
    }
  }

  private void checkJumps(AbstractInsnNode insn, Frame<BasicValue> before)
      throws AnalyzerException {
    List<LabelNode> targets = targets(insn);
    if (targets.isEmpty()) {
      return;
    }
    var arriving = new Frame<>(before);
    arriving.execute(insn, types);
    for (LabelNode target : targets) {
      requireFits(arriving, declaredAt(target, insn), insn);
    }
  }

  private static List<LabelNode> targets(AbstractInsnNode insn) {
    var targets = new ArrayList<LabelNode>();
    if (insn instanceof JumpInsnNode jump) {
      targets.add(jump.label);
    } else if (insn instanceof TableSwitchInsnNode table) {
      targets.addAll(table.labels);
      targets.add(table.dflt);
    } else if (insn instanceof LookupSwitchInsnNode lookup) {
      targets.addAll(lookup.labels);
      targets.add(lookup.dflt);
    }
    return targets;
  }

  private Frame<BasicValue> declaredAt(LabelNode label, AbstractInsnNode from)
      throws AnalyzerException {
    @Nullable Frame<BasicValue> declared = declaredAt.get(label);
    if (declared == null) {
      throw new AnalyzerException(from, "no stack map frame where control arrives");
    }
    return declared;
  }

  private void requireFits(
      Frame<BasicValue> arriving, Frame<BasicValue> declared, AbstractInsnNode at)
      throws AnalyzerException {
    requireLocalsFit(arriving, declared, at);
    if (arriving.getStackSize() != declared.getStackSize()) {
      throw new AnalyzerException(at, "stack height differs: " + arriving + " -> " + declared);
    }
    for (int i = 0; i < arriving.getStackSize(); i++) {
      if (!types.isAssignable(arriving.getStack(i), declared.getStack(i))) {
        throw new AnalyzerException(at, "operand " + i + ": " + arriving + " -> " + declared);
      }
    }
  }

  private void requireLocalsFit(
      Frame<BasicValue> arriving, Frame<BasicValue> declared, AbstractInsnNode at)
      throws AnalyzerException {
    for (int i = 0; i < arriving.getLocals(); i++) {
      if (!types.isAssignable(arriving.getLocal(i), declared.getLocal(i))) {
        throw new AnalyzerException(at, "local " + i + ": " + arriving + " -> " + declared);
      }
    }
  }
}
