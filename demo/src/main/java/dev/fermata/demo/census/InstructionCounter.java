package dev.fermata.demo.census;

import static java.util.Locale.ROOT;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.util.Printer;

/**
 * Counts the instructions and calls of the methods it visits. ASM folds short forms into their
 * family: {@code aload_0} counts as {@code aload}, {@code ldc_w} as {@code ldc}.
 */
final class InstructionCounter extends MethodVisitor {
  private final int[] counts = new int[Printer.OPCODES.length];
  private final Map<MethodReference, Integer> calls = new HashMap<>();

  InstructionCounter() {
    super(Opcodes.ASM9);
  }

  Map<String, Integer> byName() {
    Map<String, Integer> byName = new HashMap<>();
    for (int opcode = 0; opcode < counts.length; opcode++) {
      if (counts[opcode] > 0) {
        byName.put(Printer.OPCODES[opcode].toLowerCase(ROOT), counts[opcode]);
      }
    }
    return byName;
  }

  Map<MethodReference, Integer> calls() {
    return calls;
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    counts[opcode]++;
    calls.merge(new MethodReference(owner, name, descriptor), 1, Integer::sum);
  }

  @Override
  public void visitInsn(int opcode) {
    counts[opcode]++;
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    counts[opcode]++;
  }

  @Override
  public void visitVarInsn(int opcode, int variable) {
    counts[opcode]++;
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    counts[opcode]++;
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    counts[opcode]++;
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    counts[Opcodes.INVOKEDYNAMIC]++;
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    counts[opcode]++;
  }

  @Override
  public void visitLdcInsn(@Nullable Object value) {
    counts[Opcodes.LDC]++;
  }

  @Override
  public void visitIincInsn(int variable, int increment) {
    counts[Opcodes.IINC]++;
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
    counts[Opcodes.TABLESWITCH]++;
  }

  @Override
  public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
    counts[Opcodes.LOOKUPSWITCH]++;
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    counts[Opcodes.MULTIANEWARRAY]++;
  }
}
