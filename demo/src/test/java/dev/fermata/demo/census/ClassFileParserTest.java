package dev.fermata.demo.census;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.ACC_ABSTRACT;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.NOP;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassWriter;

class ClassFileParserTest {
  private static final ClassLocation LOCATION =
      new ClassLocation("shop", Path.of("shop", "Till.class"));

  @Test
  void countsInstructionsCallsAndCode() {
    assertThat(ClassFileParser.parse(new ClassBytes(LOCATION, till())))
        .isInstanceOfSatisfying(
            ClassFile.class,
            file -> {
              assertThat(file.module()).isEqualTo("shop");
              assertThat(file.version()).isEqualTo(new ClassFileVersion(61, 0));
              assertThat(file.size()).isEqualTo(till().length);
              assertThat(file.instructions())
                  .isEqualTo(Map.of("aload", 1, "invokespecial", 1, "nop", 300, "return", 2));
              assertThat(file.calls())
                  .isEqualTo(Map.of(new MethodReference("java/lang/Object", "<init>", "()V"), 1));
              assertThat(file.largestMethod())
                  .contains(new MethodCode(new MethodReference("Till", "idle", "()V"), 301));
            });
  }

  @Test
  void aClassWithoutCodeHasNoLargestMethod() throws IOException {
    assertThat(ClassFileParser.parse(new ClassBytes(LOCATION, bytesOf(Runnable.class))))
        .isInstanceOfSatisfying(
            ClassFile.class, file -> assertThat(file.largestMethod()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 9, 60, 90})
  void aTruncatedFileIsAFindingNotAFailure(int length) {
    byte[] part = Arrays.copyOf(till(), length);

    assertThat(ClassFileParser.parse(new ClassBytes(LOCATION, part)))
        .isInstanceOfSatisfying(
            Unreadable.class,
            file -> {
              assertThat(file.location()).isEqualTo(LOCATION);
              assertThat(file.reason()).isNotBlank();
            });
  }

  @Test
  void aVersionNewerThanAsmKnowsIsAFindingWithItsReason() {
    byte[] fromTheFuture = till();
    fromTheFuture[7] = (byte) 200;

    assertThat(ClassFileParser.parse(new ClassBytes(LOCATION, fromTheFuture)))
        .isInstanceOfSatisfying(
            Unreadable.class, file -> assertThat(file.reason()).contains("version 200"));
  }

  private static byte[] till() {
    var till = new ClassWriter(0);
    till.visit(V17, ACC_PUBLIC | ACC_ABSTRACT, "Till", null, "java/lang/Object", null);
    till.visitField(ACC_PUBLIC, "sum", "J", null, null).visitEnd();

    var constructor = till.visitMethod(ACC_PUBLIC, "<init>", "()V", null, null);
    constructor.visitCode();
    constructor.visitVarInsn(ALOAD, 0);
    constructor.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    constructor.visitInsn(RETURN);
    constructor.visitMaxs(1, 1);
    constructor.visitEnd();

    till.visitMethod(ACC_PUBLIC | ACC_ABSTRACT, "open", "()V", null, null).visitEnd();

    var idle = till.visitMethod(ACC_PUBLIC, "idle", "()V", null, null);
    idle.visitCode();
    for (int i = 0; i < 300; i++) {
      idle.visitInsn(NOP);
    }
    idle.visitInsn(RETURN);
    idle.visitMaxs(0, 1);
    idle.visitEnd();

    till.visitEnd();
    return till.toByteArray();
  }

  private static byte[] bytesOf(Class<?> type) throws IOException {
    try (var file = type.getResourceAsStream(type.getSimpleName() + ".class")) {
      return file.readAllBytes();
    }
  }
}
