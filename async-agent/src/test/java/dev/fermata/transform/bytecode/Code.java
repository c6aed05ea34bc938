package dev.fermata.transform.bytecode;

import dev.fermata.async.Async;
import dev.fermata.transform.harness.Script;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** A method body in the making: plain ASM, and short words for what targets do all the time. */
final class Code extends MethodVisitor {

  static final String SCRIPT = Type.getInternalName(Script.class);
  static final String FUTURE = Type.getInternalName(CompletableFuture.class);
  static final String STAGE = Type.getInternalName(CompletionStage.class);
  static final String ASYNC = Type.getInternalName(Async.class);

  /** The local that holds the script. */
  private final int script;

  Code(MethodVisitor writer, int script) {
    super(Opcodes.ASM9, writer);
    this.script = script;
  }

  // Stack: -> value
  Code awaited(Object constant) {
    stageOf(constant);
    return await();
  }

  // Stack: -> value, as an int
  Code awaitedInt(int constant) {
    awaited(constant);
    visitTypeInsn(Opcodes.CHECKCAST, "java/lang/Integer");
    visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/Integer", "intValue", "()I", false);
    return this;
  }

  // Stack: -> stage
  Code stageOf(Object constant) {
    visitVarInsn(Opcodes.ALOAD, script);
    push(constant);
    visitMethodInsn(
        Opcodes.INVOKEVIRTUAL, SCRIPT, "value", "(Ljava/lang/Object;)L" + FUTURE + ";", false);
    return this;
  }

  // Stack: -> stage
  Code failingStage(String message) {
    visitVarInsn(Opcodes.ALOAD, script);
    visitTypeInsn(Opcodes.NEW, "java/lang/IllegalStateException");
    visitInsn(Opcodes.DUP);
    visitLdcInsn(message);
    visitMethodInsn(
        Opcodes.INVOKESPECIAL,
        "java/lang/IllegalStateException",
        "<init>",
        "(Ljava/lang/String;)V",
        false);
    visitMethodInsn(
        Opcodes.INVOKEVIRTUAL, SCRIPT, "failure", "(Ljava/lang/Throwable;)L" + FUTURE + ";", false);
    return this;
  }

  // Stack: stage -> value
  Code await() {
    visitMethodInsn(
        Opcodes.INVOKESTATIC, ASYNC, "await", "(L" + STAGE + ";)Ljava/lang/Object;", false);
    return this;
  }

  // Stack: -> object; ints are boxed
  Code push(Object constant) {
    if (constant == null) {
      visitInsn(Opcodes.ACONST_NULL);
    } else {
      visitLdcInsn(constant);
      if (constant instanceof Integer) {
        visitMethodInsn(
            Opcodes.INVOKESTATIC, "java/lang/Integer", "valueOf", "(I)Ljava/lang/Integer;", false);
      }
    }
    return this;
  }

  // Stack: object ->
  Code note() {
    visitVarInsn(Opcodes.ALOAD, script);
    visitInsn(Opcodes.SWAP);
    visitMethodInsn(Opcodes.INVOKEVIRTUAL, SCRIPT, "note", "(Ljava/lang/Object;)V", false);
    return this;
  }

  Code note(Object constant) {
    return push(constant).note();
  }

  // Stack: value of `type` -> String
  Code text(String type) {
    visitMethodInsn(
        Opcodes.INVOKESTATIC,
        "java/lang/String",
        "valueOf",
        "(" + type + ")Ljava/lang/String;",
        false);
    return this;
  }

  // Stack: value ->
  Code returnCompleted() {
    visitMethodInsn(
        Opcodes.INVOKESTATIC,
        FUTURE,
        "completedFuture",
        "(Ljava/lang/Object;)L" + FUTURE + ";",
        false);
    visitInsn(Opcodes.ARETURN);
    return this;
  }

  Code load(int local) {
    visitVarInsn(Opcodes.ALOAD, local);
    return this;
  }

  Code store(int local) {
    visitVarInsn(Opcodes.ASTORE, local);
    return this;
  }

  Code insn(int... opcodes) {
    for (int opcode : opcodes) {
      visitInsn(opcode);
    }
    return this;
  }

  // Stack: -> new object, which no constructor has seen
  Code allocate(String type) {
    visitTypeInsn(Opcodes.NEW, type);
    return this;
  }

  Code construct(String type, String parameters) {
    visitMethodInsn(Opcodes.INVOKESPECIAL, type, "<init>", "(" + parameters + ")V", false);
    return this;
  }
}
