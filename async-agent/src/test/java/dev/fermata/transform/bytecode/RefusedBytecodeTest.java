package dev.fermata.transform.bytecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import dev.fermata.transform.Instrumenter;
import dev.fermata.transform.Outcome;
import dev.fermata.transform.harness.Rewriting;
import dev.fermata.transform.model.Rejection;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;

/**
 * Bytecode that is legal or nearly so, and that is refused with a reason rather than guessed at.
 */
class RefusedBytecodeTest {

  private static final String BUILDER = "java/lang/StringBuilder";

  /** The JVM allows it; a placeholder could not answer. */
  @Test
  void anObjectThatIsComparedBeforeItsConstructorRan() {
    assertRefused(
        ClassWriter.COMPUTE_FRAMES,
        "an object is compared before its constructor has run",
        code -> {
          Label isNull = new Label();
          code.allocate(BUILDER).insn(DUP, DUP);
          code.awaited("x").insn(SWAP);
          code.visitJumpInsn(IFNULL, isNull);
          code.visitTypeInsn(CHECKCAST, "java/lang/String");
          code.construct(BUILDER, "Ljava/lang/String;");
          code.returnCompleted();
          code.visitLabel(isNull);
          code.note();
          code.push("null").returnCompleted();
        });
  }

  /** No stack map tells what holds there; the JVM would refuse the whole class. */
  @Test
  void codeThatNothingReaches() {
    assertRefused(
        ClassWriter.COMPUTE_MAXS,
        "no stack map frame after an unconditional jump",
        code -> {
          code.awaited("x").returnCompleted();
          code.awaited("dead").returnCompleted();
        });
  }

  @Test
  void anOperandOfTheWrongType() {
    assertRefused(
        ClassWriter.COMPUTE_MAXS,
        "expected I, but found Ljava/lang/Object;",
        code -> {
          code.awaited("x");
          code.insn(ICONST_1, IADD);
          code.text("I").returnCompleted();
        });
  }

  @Test
  void anEmptyStack() {
    assertRefused(
        ClassWriter.COMPUTE_MAXS,
        "Cannot pop operand off an empty stack",
        code -> code.awaited("x").insn(POP, POP).push("end").returnCompleted());
  }

  private static void assertRefused(int flags, String detail, Consumer<Code> body) {
    var generated = new GeneratedClass("Refused", V1_8, flags);
    generated.scenario("refused", body);
    generated.scenario("fine", code -> code.awaited("x").returnCompleted());
    Outcome outcome =
        new Instrumenter(Rewriting.lookup(Map.of())).instrument(generated.classFile());
    assertThat(outcome.transformedMethods()).isEqualTo(1);
    assertThat(outcome.rejections())
        .singleElement()
        .extracting(Rejection::message)
        .asString()
        .startsWith("Refused.asm: dev.fermata.transform.bytecode.Refused.refused: ")
        .contains(detail)
        .endsWith("; please report it, with the class file");
  }
}
