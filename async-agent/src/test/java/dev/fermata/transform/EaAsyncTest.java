package dev.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.transform.harness.TargetLoader;
import dev.fermata.transform.model.ClassFiles;
import dev.fermata.transform.model.Rejection;
import dev.fermata.transform.model.Rejection.Reason;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Calls of ea-async's await in class files that no compiler makes today. */
class EaAsyncTest {

  private static final String OWNER = "com/ea/async/Async";
  private static final String FUTURE = "java/util/concurrent/CompletableFuture";
  private static final String STAGE = "java/util/concurrent/CompletionStage";
  private static final String METHOD = "(L" + FUTURE + ";)L" + FUTURE + ";";

  private final Instrumenter instrumenter =
      new Instrumenter(ClassFiles.of(EaAsyncTest.class.getClassLoader()));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(Ljava/util/concurrent/CompletionStage;)Ljava/lang/Object;",
        "(Ljava/util/concurrent/CompletableFuture;)Ljava/lang/Object;",
        "(Ljava/lang/Object;)Ljava/lang/Object;",
        "(Ljava/util/concurrent/CompletableFuture;)Ljava/lang/String;"
      })
  void awaitIsRecognisedWhateverItsDescriptor(String descriptor) throws Exception {
    byte[] classFile =
        classWith(
            "method",
            METHOD,
            code -> code.visitMethodInsn(Opcodes.INVOKESTATIC, OWNER, "await", descriptor, false));
    Outcome outcome = instrumenter.instrument(classFile);
    assertThat(outcome.transformedMethods()).isOne();
    var stage = new CompletableFuture<String>();
    CompletableFuture<?> result = call(outcome, stage);
    assertThat(result).isNotDone();
    stage.complete("value");
    assertThat(result).isCompletedWithValue(null);
  }

  @Test
  void aMethodWithoutStackMapsBranches() throws Exception {
    byte[] classFile =
        classWith(
            "method",
            METHOD,
            code -> {
              var again = new Label();
              code.visitLabel(again);
              await(code);
              code.visitInsn(Opcodes.DUP);
              var present = new Label();
              code.visitJumpInsn(Opcodes.IFNONNULL, present);
              code.visitInsn(Opcodes.POP);
              code.visitVarInsn(Opcodes.ALOAD, 0);
              code.visitJumpInsn(Opcodes.GOTO, again);
              code.visitLabel(present);
            });
    Outcome outcome = instrumenter.instrument(classFile);
    var stage = new CompletableFuture<String>();
    CompletableFuture<?> result = call(outcome, stage);
    stage.complete("value");
    assertThat(result).isCompletedWithValue(null);
  }

  @Test
  void aMethodThatCallsBothAwaitsIsRefused() {
    byte[] classFile =
        classWith(
            "method",
            METHOD,
            code -> {
              await(code);
              code.visitInsn(Opcodes.POP);
              code.visitVarInsn(Opcodes.ALOAD, 0);
              code.visitMethodInsn(
                  Opcodes.INVOKESTATIC,
                  "dev/fermata/async/Async",
                  "await",
                  "(L" + STAGE + ";)Ljava/lang/Object;",
                  false);
            });
    Outcome outcome = instrumenter.instrument(classFile);
    assertThat(outcome.classFile()).isEmpty();
    assertThat(outcome.rejections())
        .extracting(Rejection::reason)
        .containsExactly(Reason.BOTH_AWAITS);
  }

  @Test
  void anAwaitOfUnknownShapeIsRefused() {
    byte[] classFile =
        classWith(
            "method",
            METHOD,
            code -> {
              code.visitMethodInsn(
                  Opcodes.INVOKESTATIC, OWNER, "await", "(L" + FUTURE + ";)V", false);
              code.visitInsn(Opcodes.ACONST_NULL);
            });
    assertThat(instrumenter.instrument(classFile).rejections())
        .extracting(Rejection::reason)
        .containsExactly(Reason.NOT_VERIFIABLE);
  }

  @Test
  void whatIsInstrumentedMentionsEaAsyncNoMore() {
    byte[] classFile =
        classWith(
            "method",
            "(L" + FUTURE + ";)Ljava/lang/String;",
            code -> {
              code.visitMethodInsn(Opcodes.INVOKESTATIC, OWNER, "init", "()V", false);
              await(code);
            });
    Outcome outcome = instrumenter.instrument(classFile);
    assertThat(outcome.warnings())
        .extracting(Rejection::reason)
        .containsExactly(Reason.EA_ASYNC_BLOCKS);
    assertThat(outcome.rejections()).isEmpty();
    Outcome again = instrumenter.instrument(outcome.classFile().orElseThrow());
    assertThat(again.classFile()).isEmpty();
    assertThat(again.warnings()).isEmpty();
  }

  private static void await(MethodVisitor code) {
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC, OWNER, "await", "(L" + STAGE + ";)Ljava/lang/Object;", false);
  }

  // Stack: stage -> anything; then null is returned in a future
  private static byte[] classWith(String name, String descriptor, Consumer<MethodVisitor> body) {
    var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, "Generated", null, "java/lang/Object", null);
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, name, descriptor, null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    body.accept(code);
    code.visitInsn(Opcodes.POP);
    code.visitInsn(Opcodes.ACONST_NULL);
    if (descriptor.endsWith(FUTURE + ";")) {
      code.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          FUTURE,
          "completedFuture",
          "(Ljava/lang/Object;)L" + FUTURE + ";",
          false);
    }
    code.visitInsn(Opcodes.ARETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static CompletableFuture<?> call(Outcome outcome, CompletableFuture<?> stage)
      throws Exception {
    Class<?> loaded =
        new TargetLoader(Map.of("Generated", outcome.classFile().orElseThrow()))
            .loadClass("Generated");
    return (CompletableFuture<?>)
        loaded.getMethod("method", CompletableFuture.class).invoke(null, stage);
  }
}
