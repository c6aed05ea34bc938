package dev.fermata.transform.bytecode;

import static org.objectweb.asm.Opcodes.*;

/**
 * Values declared as an interface that they do not implement. To the JVM's verifier an interface is
 * as good as {@code Object}, so that only a call on such a value fails.
 */
final class OddInterfaces {

  private static final String RUNNABLE = "java/lang/Runnable";

  private OddInterfaces() {}

  static GeneratedClass generate() {
    var generated = new GeneratedClass("OddInterfaces");
    generated.method(
        ACC_STATIC,
        "declared",
        "(Ljava/lang/Object;)L" + RUNNABLE + ";",
        0,
        code -> code.load(0).insn(ARETURN));
    generated.method(
        ACC_STATIC,
        "declaredArray",
        "(Ljava/lang/Object;)[[L" + RUNNABLE + ";",
        0,
        code -> {
          code.load(0).visitTypeInsn(CHECKCAST, "[[Ljava/lang/Object;");
          code.insn(ARETURN);
        });
    inLocalAndOnStack(generated);
    arrays(generated);
    called(generated);
    return generated;
  }

  private static Code declared(GeneratedClass generated, Code code) {
    code.visitMethodInsn(
        INVOKESTATIC,
        generated.name(),
        "declared",
        "(Ljava/lang/Object;)L" + RUNNABLE + ";",
        false);
    return code;
  }

  private static void inLocalAndOnStack(GeneratedClass generated) {
    generated.scenario(
        "inLocalAndOnStack",
        code -> {
          declared(generated, code.push("local")).store(1);
          declared(generated, code.push("operand"));
          code.awaited("awaited").note().note();
          code.awaited("again").note();
          code.load(1).returnCompleted();
        });
  }

  private static void arrays(GeneratedClass generated) {
    generated.scenario(
        "arrays",
        code -> {
          code.insn(ICONST_1, ICONST_1).visitMultiANewArrayInsn("[[Ljava/lang/String;", 2);
          code.visitMethodInsn(
              INVOKESTATIC,
              generated.name(),
              "declaredArray",
              "(Ljava/lang/Object;)[[L" + RUNNABLE + ";",
              false);
          code.store(1);
          code.awaited("awaited").note();
          code.load(1).insn(ICONST_0, AALOAD).returnCompleted();
        });
  }

  // fails where it is called, and not before
  private static void called(GeneratedClass generated) {
    generated.scenario(
        "called",
        code -> {
          declared(generated, code.push("no Runnable")).store(1);
          code.awaited("awaited").note();
          code.note("before the call");
          code.load(1).visitMethodInsn(INVOKEINTERFACE, RUNNABLE, "run", "()V", true);
          code.awaited("never").returnCompleted();
        });
  }
}
