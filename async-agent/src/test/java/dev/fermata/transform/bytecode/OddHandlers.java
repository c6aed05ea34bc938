package dev.fermata.transform.bytecode;

import static org.objectweb.asm.Opcodes.*;

import org.objectweb.asm.Label;

/** Exception tables that no structured source has. */
final class OddHandlers {

  private static final String STATE = "java/lang/IllegalStateException";

  private OddHandlers() {}

  static GeneratedClass generate() {
    var generated = new GeneratedClass("OddHandlers");
    generated.staticIntField("caught");
    handlerCoversItself(generated);
    overlappingRanges(generated);
    rangeOfTheAwaitAlone(generated);
    rangeEndsAtTheAwait(generated);
    handlerBeforeItsRange(generated);
    sameRangeTwice(generated);
    handlerReadsLocalOfOnePath(generated);
    handlerIsLoopHeader(generated);
    return generated;
  }

  // what the handler throws comes to the handler again
  private static void handlerCoversItself(GeneratedClass generated) {
    generated.scenario(
        "handlerCoversItself",
        code -> {
          Label start = new Label();
          Label handler = new Label();
          Label enough = new Label();
          Label end = new Label();
          code.visitTryCatchBlock(start, end, handler, STATE);
          code.visitLabel(start);
          code.failingStage("body").await().returnCompleted();
          code.visitLabel(handler);
          code.note();
          code.visitFieldInsn(GETSTATIC, generated.name(), "caught", "I");
          code.insn(ICONST_1, IADD, DUP);
          code.visitFieldInsn(PUTSTATIC, generated.name(), "caught", "I");
          code.insn(ICONST_3);
          code.visitJumpInsn(IF_ICMPEQ, enough);
          code.failingStage("handler").await().returnCompleted();
          code.visitLabel(end);
          code.visitLabel(enough);
          code.awaited("enough").returnCompleted();
        });
  }

  // first: a .. c, second: b .. d
  private static void overlappingRanges(GeneratedClass generated) {
    for (int failing = 0; failing < 3; failing++) {
      int failingRegion = failing;
      generated.scenario(
          "overlappingRanges" + failing,
          code -> {
            Label a = new Label();
            Label b = new Label();
            Label c = new Label();
            Label d = new Label();
            Label first = new Label();
            Label second = new Label();
            code.visitTryCatchBlock(a, c, first, STATE);
            code.visitTryCatchBlock(b, d, second, null);
            code.push("unset").store(1);
            code.visitLabel(a);
            region(code, 0, failingRegion);
            code.visitLabel(b);
            region(code, 1, failingRegion);
            code.visitLabel(c);
            region(code, 2, failingRegion);
            code.visitLabel(d);
            code.push("nothing failed").returnCompleted();
            code.visitLabel(first);
            code.note().awaited("first").note();
            code.load(1).returnCompleted();
            code.visitLabel(second);
            code.note().awaited("second").note();
            code.load(1).returnCompleted();
          });
    }
  }

  private static void region(Code code, int region, int failing) {
    code.push("in " + region).store(1);
    (region == failing ? code.failingStage("failed") : code.stageOf("fine")).await().note();
    code.push("after " + region).store(1);
  }

  // nothing but the call of await is protected
  private static void rangeOfTheAwaitAlone(GeneratedClass generated) {
    generated.scenario(
        "rangeOfTheAwaitAlone",
        code -> {
          Label start = new Label();
          Label end = new Label();
          Label handler = new Label();
          code.visitTryCatchBlock(start, end, handler, null);
          code.push("kept").store(1);
          code.failingStage("alone");
          code.visitLabel(start);
          code.await();
          code.visitLabel(end);
          code.returnCompleted();
          code.visitLabel(handler);
          code.note();
          code.load(1).returnCompleted();
        });
  }

  // the await itself is not protected
  private static void rangeEndsAtTheAwait(GeneratedClass generated) {
    generated.scenario(
        "rangeEndsAtTheAwait",
        code -> {
          Label start = new Label();
          Label end = new Label();
          Label handler = new Label();
          code.visitTryCatchBlock(start, end, handler, null);
          code.visitLabel(start);
          code.failingStage("unprotected");
          code.visitLabel(end);
          code.await().returnCompleted();
          code.visitLabel(handler);
          code.insn(POP).push("wrong").returnCompleted();
        });
  }

  private static void handlerBeforeItsRange(GeneratedClass generated) {
    generated.scenario(
        "handlerBeforeItsRange",
        code -> {
          Label start = new Label();
          Label end = new Label();
          Label handler = new Label();
          code.visitTryCatchBlock(start, end, handler, STATE);
          code.visitJumpInsn(GOTO, start);
          code.visitLabel(handler);
          code.note().awaited("handled").returnCompleted();
          code.visitLabel(start);
          code.awaited("body").note();
          code.failingStage("late").await().note();
          code.visitLabel(end);
          code.push("never").returnCompleted();
        });
  }

  // the first entry wins
  private static void sameRangeTwice(GeneratedClass generated) {
    generated.scenario(
        "sameRangeTwice",
        code -> {
          Label start = new Label();
          Label end = new Label();
          Label first = new Label();
          Label second = new Label();
          code.visitTryCatchBlock(start, end, first, STATE);
          code.visitTryCatchBlock(start, end, second, STATE);
          code.visitLabel(start);
          code.failingStage("x").await().note();
          code.visitLabel(end);
          code.push("never").returnCompleted();
          code.visitLabel(first);
          code.note().awaited("first").returnCompleted();
          code.visitLabel(second);
          code.note().awaited("second").returnCompleted();
        });
  }

  // local 1 is an int in one part of the range and a String in another: undefined in the handler
  private static void handlerReadsLocalOfOnePath(GeneratedClass generated) {
    generated.scenario(
        "handlerSeesUndefinedLocal",
        code -> {
          Label start = new Label();
          Label end = new Label();
          Label handler = new Label();
          code.visitTryCatchBlock(start, end, handler, STATE);
          code.push("kept").store(2);
          code.visitLabel(start);
          code.insn(ICONST_5);
          code.visitVarInsn(ISTORE, 1);
          code.awaited("int").note();
          code.visitVarInsn(ILOAD, 1);
          code.text("I").store(1);
          code.awaited("string").note();
          code.load(1).note();
          code.failingStage("x").await().note();
          code.visitLabel(end);
          code.push("never").returnCompleted();
          code.visitLabel(handler);
          code.store(1);
          code.awaited("handler").note();
          code.load(1).note();
          code.load(2).returnCompleted();
        });
  }

  // stack at the loop header: the exception
  private static void handlerIsLoopHeader(GeneratedClass generated) {
    generated.scenario(
        "handlerIsLoopHeader",
        code -> {
          Label start = new Label();
          Label end = new Label();
          Label handler = new Label();
          code.visitTryCatchBlock(start, end, handler, STATE);
          code.insn(ICONST_0);
          code.visitVarInsn(ISTORE, 1);
          code.visitLabel(start);
          code.failingStage("x").await().note();
          code.visitLabel(end);
          code.push("never").returnCompleted();
          code.visitLabel(handler);
          code.awaited("turn").note();
          code.visitIincInsn(1, 1);
          code.visitVarInsn(ILOAD, 1);
          code.insn(ICONST_3);
          code.visitJumpInsn(IF_ICMPLT, handler);
          code.returnCompleted();
        });
  }
}
