package dev.fermata.transform;

import dev.fermata.transform.analysis.AwaitCall;
import dev.fermata.transform.analysis.ClassHierarchy;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/**
 * Gives stack maps to methods that await and have none, though they branch. Generators leave them
 * out when they count on somebody after them, or on a JVM that does not verify.
 */
final class StackMapCompletion {

  private final ClassHierarchy hierarchy;

  StackMapCompletion(ClassHierarchy hierarchy) {
    this.hierarchy = hierarchy;
  }

  /** Replaces the methods of {@code node} that need it; all others stay the same objects. */
  void complete(ClassNode node) {
    node.methods.replaceAll(
        method -> lacksStackMaps(method) ? withStackMaps(node, method) : method);
  }

  private static boolean lacksStackMaps(MethodNode method) {
    if (AwaitCall.in(method).isEmpty()) {
      return false;
    }
    boolean branches = !method.tryCatchBlocks.isEmpty();
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof FrameNode) {
        return false;
      }
      branches |=
          insn instanceof JumpInsnNode
              || insn instanceof TableSwitchInsnNode
              || insn instanceof LookupSwitchInsnNode;
    }
    return branches;
  }

  private MethodNode withStackMaps(ClassNode node, MethodNode method) {
    try {
      return computed(node, method);
    } catch (RuntimeException codeThatMakesNoSense) {
      return method; // its analysis will tell what is wrong
    }
  }

  /** Writes the method into a class of its own, where ASM computes the stack maps. */
  private MethodNode computed(ClassNode node, MethodNode method) {
    var writer =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
          @Override
          protected String getCommonSuperClass(String type1, String type2) {
            return hierarchy.commonSuperclass(type1, type2);
          }
        };
    writer.visit(node.version, node.access, node.name, null, node.superName, null);
    method.accept(writer);
    var completed = new ClassNode();
    new ClassReader(writer.toByteArray()).accept(completed, ClassReader.EXPAND_FRAMES);
    return completed.methods.get(0);
  }
}
