package dev.fermata.transform.bytecode;

import static org.objectweb.asm.Opcodes.*;

import org.objectweb.asm.Label;

/** Uninitialised objects during an await, where javac would not put them. */
final class OddConstructions {

  private static final String BUILDER = "java/lang/StringBuilder";
  private static final String STRING = "java/lang/String";
  private static final String FROM_STRING = "Ljava/lang/String;";

  private OddConstructions() {}

  static GeneratedClass generate() {
    var generated = new GeneratedClass("OddConstructions");
    duplicatedOften(generated);
    inLocals(generated);
    twoDifferentSwapped(generated);
    notDuplicated(generated);
    neverConstructed(generated);
    twoConstructorsOfOneAllocation(generated);
    interleavedWithOtherOperands(generated);
    ofOneClassInterleaved(generated);
    wideArgumentsAndOperands(generated);
    localOverwrittenBeforeConstructor(generated);
    allocatedInLoop(generated);
    constructorProtected(generated);
    return generated;
  }

  // stack: new new new new
  private static void duplicatedOften(GeneratedClass generated) {
    generated.scenario(
        "duplicatedOften",
        code -> {
          code.allocate(BUILDER).insn(DUP, DUP, DUP);
          string(code, "a").construct(BUILDER, FROM_STRING);
          code.awaited("between").note();
          append(code, "b");
          Label same = new Label();
          code.visitJumpInsn(IF_ACMPEQ, same);
          code.note("different");
          code.visitLabel(same);
          code.returnCompleted();
        });
  }

  private static void append(Code code, String text) {
    string(code, text);
    code.visitMethodInsn(
        INVOKEVIRTUAL, BUILDER, "append", "(Ljava/lang/String;)L" + BUILDER + ";", false);
  }

  // Stack: -> awaited String
  private static Code string(Code code, String value) {
    code.awaited(value);
    code.visitTypeInsn(CHECKCAST, STRING);
    return code;
  }

  // the only copies lie in locals
  private static void inLocals(GeneratedClass generated) {
    generated.scenario(
        "inLocals",
        code -> {
          code.allocate(BUILDER).insn(DUP).store(1).store(2);
          code.awaited("x").note();
          code.load(2);
          string(code, "text").construct(BUILDER, FROM_STRING);
          code.awaited("y").note();
          code.load(1).note();
          code.load(1).load(2);
          Label same = new Label();
          code.visitJumpInsn(IF_ACMPEQ, same);
          code.note("different");
          code.visitLabel(same);
          code.load(2);
          code.visitMethodInsn(INVOKEVIRTUAL, BUILDER, "length", "()I", false);
          code.text("I").returnCompleted();
        });
  }

  // two classes; constructed in the order of allocation, not the reverse
  private static void twoDifferentSwapped(GeneratedClass generated) {
    generated.scenario(
        "twoDifferentSwapped",
        code -> {
          code.allocate(BUILDER).store(1);
          code.allocate(STRING).store(2);
          code.awaited("both").note();
          code.load(1);
          string(code, "builder").construct(BUILDER, FROM_STRING);
          code.awaited("one").note();
          code.load(2);
          string(code, "string").construct(STRING, FROM_STRING);
          code.load(1).note();
          code.load(2).returnCompleted();
        });
  }

  // stack: new; nothing is left after the constructor
  private static void notDuplicated(GeneratedClass generated) {
    generated.scenario(
        "notDuplicated",
        code -> {
          code.push("below");
          code.allocate(BUILDER);
          string(code, "x").construct(BUILDER, FROM_STRING);
          code.returnCompleted();
        });
  }

  private static void neverConstructed(GeneratedClass generated) {
    generated.scenario(
        "neverConstructed",
        code -> {
          code.allocate(BUILDER).insn(DUP).store(1);
          code.awaited("x").note();
          code.insn(POP).push("dropped").returnCompleted();
        });
  }

  // either constructor, by the path taken
  private static void twoConstructorsOfOneAllocation(GeneratedClass generated) {
    for (int path = 0; path < 2; path++) {
      int flag = path;
      generated.scenario(
          "twoConstructorsOfOneAllocation" + path,
          code -> {
            Label other = new Label();
            Label met = new Label();
            code.allocate(BUILDER).insn(DUP);
            code.awaitedInt(flag);
            code.visitJumpInsn(IFEQ, other);
            string(code, "text").construct(BUILDER, FROM_STRING);
            code.visitJumpInsn(GOTO, met);
            code.visitLabel(other);
            code.awaitedInt(16).construct(BUILDER, "I");
            code.visitLabel(met);
            append(code, "!");
            code.text("Ljava/lang/Object;").returnCompleted();
          });
    }
  }

  // stack: new J new D new: other operands between the copies
  private static void interleavedWithOtherOperands(GeneratedClass generated) {
    generated.scenario(
        "interleavedWithOtherOperands",
        code -> {
          code.allocate(BUILDER).insn(DUP).store(1);
          code.insn(LCONST_1);
          code.load(1);
          code.insn(DCONST_1);
          code.push("s");
          code.load(1);
          string(code, "x").construct(BUILDER, FROM_STRING);
          code.awaited("y").note();
          code.note();
          code.text("D").note();
          code.note();
          code.text("J").note();
          code.returnCompleted();
        });
  }

  // two allocations of one class, the outer constructed first
  private static void ofOneClassInterleaved(GeneratedClass generated) {
    generated.scenario(
        "ofOneClassInterleaved",
        code -> {
          code.allocate(BUILDER).store(1);
          code.allocate(BUILDER).store(2);
          code.load(1);
          code.load(2);
          code.awaited("x").note();
          code.load(1);
          string(code, "outer").construct(BUILDER, FROM_STRING);
          code.awaited("y").note();
          string(code, "inner").construct(BUILDER, FROM_STRING);
          code.note();
          code.load(2).note();
          code.load(1).returnCompleted();
        });
  }

  private static void wideArgumentsAndOperands(GeneratedClass generated) {
    generated.method(
        0,
        "<init>",
        "(JDLjava/lang/Object;I)V",
        0,
        code -> {
          code.load(0).construct("java/lang/Object", "");
          code.insn(RETURN);
        });
    generated.scenario(
        "wideArgumentsAndOperands",
        code -> {
          code.visitLdcInsn(5L);
          code.allocate(generated.name()).insn(DUP_X2); // new J new
          code.insn(LCONST_1, DCONST_1);
          code.awaited("object");
          code.awaitedInt(3);
          code.construct(generated.name(), "JDLjava/lang/Object;I");
          code.text("J").note();
          code.visitTypeInsn(INSTANCEOF, generated.name());
          code.text("Z").returnCompleted();
        });
  }

  private static void localOverwrittenBeforeConstructor(GeneratedClass generated) {
    generated.scenario(
        "localOverwrittenBeforeConstructor",
        code -> {
          code.allocate(BUILDER).insn(DUP).store(1);
          code.awaited("x").note();
          code.push("overwritten").store(1);
          code.insn(DUP);
          string(code, "y").construct(BUILDER, FROM_STRING);
          code.load(1).note();
          code.returnCompleted();
        });
  }

  // the same allocation again and again, alive at an await each time
  private static void allocatedInLoop(GeneratedClass generated) {
    generated.scenario(
        "allocatedInLoop",
        code -> {
          Label header = new Label();
          code.insn(ICONST_0);
          code.visitVarInsn(ISTORE, 1);
          code.push("none").store(2);
          code.visitLabel(header);
          code.allocate(BUILDER).insn(DUP);
          string(code, "x").construct(BUILDER, FROM_STRING);
          code.store(3).load(2).note();
          code.load(3).store(2);
          code.visitIincInsn(1, 1);
          code.visitVarInsn(ILOAD, 1);
          code.insn(ICONST_3);
          code.visitJumpInsn(IF_ICMPLT, header);
          code.load(2).returnCompleted();
        });
  }

  // the constructor throws inside a range, with placeholders in a local that the handler overwrites
  private static void constructorProtected(GeneratedClass generated) {
    generated.scenario(
        "constructorProtected",
        code -> {
          Label start = new Label();
          Label end = new Label();
          Label handler = new Label();
          code.visitTryCatchBlock(start, end, handler, "java/lang/RuntimeException");
          code.push("kept").store(2);
          code.allocate(BUILDER).insn(DUP);
          code.awaited(null);
          code.visitTypeInsn(CHECKCAST, STRING);
          code.visitLabel(start);
          code.construct(BUILDER, FROM_STRING);
          code.visitLabel(end);
          code.returnCompleted();
          code.visitLabel(handler);
          code.note();
          code.awaited("handler").note();
          code.load(2).returnCompleted();
        });
  }
}
