package dev.fermata.transform.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** That targets run at all shows that they verify: the JVM of these tests verifies every class. */
class VerificationTest {

  @Test
  void theJvmVerifiesClassesOfAllLoaders() {
    assertThat(ManagementFactory.getRuntimeMXBean().getInputArguments()).contains("-Xverify:all");
  }

  @Test
  void whatDoesNotVerifyDoesNotLink() throws ClassNotFoundException {
    var writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Wrong", null, "java/lang/Object", null);
    MethodVisitor method =
        writer.visitMethod(Opcodes.ACC_STATIC, "wrong", "()Ljava/lang/String;", null, null);
    method.visitInsn(Opcodes.ICONST_0);
    method.visitInsn(Opcodes.ARETURN);
    method.visitMaxs(1, 0);
    writer.visitEnd();
    Class<?> wrong = new TargetLoader(Map.of("Wrong", writer.toByteArray())).loadClass("Wrong");
    assertThatThrownBy(wrong::getDeclaredMethods).isInstanceOf(VerifyError.class);
  }
}
