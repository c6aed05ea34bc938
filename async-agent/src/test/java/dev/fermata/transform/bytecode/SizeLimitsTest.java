package dev.fermata.transform.bytecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import dev.fermata.transform.Instrumenter;
import dev.fermata.transform.Outcome;
import dev.fermata.transform.harness.Comparison;
import dev.fermata.transform.harness.Rewriting;
import dev.fermata.transform.harness.TargetClasses;
import dev.fermata.transform.model.Rejection;
import dev.fermata.transform.model.Rejection.Reason;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Label;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Methods near the limits of the class file format stay legal, or are refused one by one. */
class SizeLimitsTest {

  /** Bytes of {@code ldc_w; pop}. */
  private static final int FILLER = 4;

  private static final String LONGS = "J".repeat(126);

  @TestFactory
  Stream<DynamicNode> largeMethodsBehaveTheSame() {
    return Stream.of(farJumps(60_000), manyAwaits(400), manyLongs(300), fullOfParameters())
        .map(
            generated ->
                Comparison.of(
                    new TargetClasses(generated.name(), GeneratedClass.classFiles(generated))));
  }

  @Test
  void whatDoesNotFitIsRefusedAndTheRestTransformed() {
    GeneratedClass generated = farJumps(65_400);
    generated.scenario("small", code -> code.awaited("x").returnCompleted());
    byte[] classFile = generated.classFile();
    Outcome outcome = new Instrumenter(Rewriting.lookup(Map.of())).instrument(classFile);
    assertThat(outcome.rejections())
        .singleElement()
        .extracting(Rejection::message)
        .isEqualTo(
            "FarJumps65400.asm: dev.fermata.transform.bytecode.FarJumps65400.farJumps: the method"
                + " would be larger than the 64 KB that a class file allows; split the method");
    assertThat(outcome.transformedMethods()).isEqualTo(1);
    assertThat(names(outcome)).contains("async$small").doesNotContain("async$farJumps");
  }

  @Test
  void aMethodWhoseParametersTakeAllSlotsIsRefused() {
    var generated = new GeneratedClass("NoRoom");
    generated.method(
        0,
        "noRoom",
        "(L" + Code.SCRIPT + ";" + LONGS + "I)L" + Code.FUTURE + ";",
        1,
        code -> code.awaited("x").returnCompleted());
    Outcome outcome =
        new Instrumenter(Rewriting.lookup(Map.of())).instrument(generated.classFile());
    assertThat(outcome.rejections())
        .extracting(Rejection::reason)
        .containsExactly(Reason.TOO_MANY_PARAMETERS);
  }

  /** A large body is emitted once: beside it there is only the way in and out of each await. */
  @Test
  void theBodyIsNotDoubled() {
    byte[] classFile = farJumps(30_000).classFile();
    byte[] transformed =
        new Instrumenter(Rewriting.lookup(Map.of()))
            .instrument(classFile)
            .classFile()
            .orElseThrow();
    assertThat(transformed.length - classFile.length).isLessThan(3_000);
  }

  private static List<String> names(Outcome outcome) {
    var node = new ClassNode();
    new ClassReader(outcome.classFile().orElseThrow()).accept(node, 0);
    return node.methods.stream().map((MethodNode method) -> method.name).toList();
  }

  // jumps over more than 32 KB, forwards and backwards, around awaits
  private static GeneratedClass farJumps(int bytes) {
    var generated = new GeneratedClass("FarJumps" + bytes);
    generated.scenario(
        "farJumps",
        code -> {
          Label start = new Label();
          Label end = new Label();
          code.visitInsn(ICONST_0);
          code.visitVarInsn(ISTORE, 1);
          code.visitLabel(start);
          code.awaited("start").note();
          code.awaitedInt(1);
          code.visitVarInsn(ILOAD, 1);
          code.visitJumpInsn(IF_ICMPEQ, end);
          for (int i = 0; i < bytes / FILLER; i++) {
            code.insn(ICONST_1, POP, ICONST_2, POP);
          }
          code.awaited("middle").note();
          code.visitIincInsn(1, 1);
          code.visitJumpInsn(GOTO, start);
          code.visitLabel(end);
          code.awaited("end").returnCompleted();
        });
    return generated;
  }

  private static GeneratedClass manyAwaits(int count) {
    var generated = new GeneratedClass("ManyAwaits");
    generated.scenario(
        "manyAwaits",
        code -> {
          for (int i = 0; i < count; i++) {
            code.awaited(i).insn(POP);
          }
          code.push("end").returnCompleted();
        });
    return generated;
  }

  // more live values than a method could have parameters
  private static GeneratedClass manyLongs(int count) {
    var generated = new GeneratedClass("ManyLongs");
    generated.scenario(
        "manyLongs",
        code -> {
          for (int i = 0; i < count; i++) {
            code.visitLdcInsn(i * 0x1_0000_0001L);
            code.visitVarInsn(LSTORE, 1 + 2 * i);
          }
          code.awaited("first").note();
          code.awaited("second").note();
          code.insn(LCONST_0);
          for (int i = 0; i < count; i++) {
            code.visitLdcInsn(31L);
            code.insn(LMUL);
            code.visitVarInsn(LLOAD, 1 + 2 * i);
            code.insn(LADD);
          }
          code.text("J").returnCompleted();
        });
    return generated;
  }

  // 254 slots: the frame is the 255th
  private static GeneratedClass fullOfParameters() {
    var generated = new GeneratedClass("FullOfParameters");
    String descriptor = "(L" + Code.SCRIPT + ";" + LONGS + ")L" + Code.FUTURE + ";";
    generated.method(
        0,
        "full",
        descriptor,
        1,
        code -> {
          code.awaited("x").note();
          for (int i = 0; i < LONGS.length(); i++) {
            code.visitVarInsn(LLOAD, 2 + 2 * i);
            code.text("J").note();
          }
          code.awaited("end").returnCompleted();
        });
    generated.scenario(
        "full",
        code -> {
          code.allocate(generated.name()).insn(DUP).construct(generated.name(), "").load(0);
          for (int i = 0; i < LONGS.length(); i++) {
            code.visitLdcInsn((long) i);
          }
          code.visitMethodInsn(INVOKEVIRTUAL, generated.name(), "full", descriptor, false);
          code.insn(ARETURN);
        });
    return generated;
  }
}
