package dev.fermata.transform.bytecode;

import static org.objectweb.asm.Opcodes.*;

import org.objectweb.asm.Label;

/** What lies on the operand stack and in locals during an await. */
final class OddStacks {

  private OddStacks() {}

  static GeneratedClass generate() {
    var generated = new GeneratedClass("OddStacks");
    generated.staticIntField("turns");
    everyTypeAtOnce(generated);
    deepStack(generated);
    loopHeaderAtOffsetZero(generated);
    loopWithOperandsOnTheStack(generated);
    parameterReplacedByAnotherType(generated);
    stageUnderOtherStackWords(generated);
    highLocals(generated);
    arraysOnTheStack(generated);
    interfaceMerge(generated);
    halfOfLongOverwritten(generated);
    receiverReplaced(generated);
    unreachableTail(generated);
    frameRightBeforeAwait(generated);
    elementOfNull(generated);
    return generated;
  }

  // stack: J, null, String, D, I, F, Object
  private static void everyTypeAtOnce(GeneratedClass generated) {
    generated.scenario(
        "everyTypeAtOnce",
        code -> {
          code.visitLdcInsn(1L << 40);
          code.insn(ACONST_NULL);
          code.push("s");
          code.visitLdcInsn(-0.0);
          code.visitIntInsn(SIPUSH, -300);
          code.visitLdcInsn(1.5f);
          code.awaited("first");
          code.awaited("second").note().note();
          code.text("F").note();
          code.text("I").note();
          code.text("D").note();
          code.note().note();
          code.text("J").returnCompleted();
        });
  }

  // stack: forty words and references in turn
  private static void deepStack(GeneratedClass generated) {
    generated.scenario(
        "deepStack",
        code -> {
          for (int i = 0; i < 20; i++) {
            code.visitLdcInsn((long) i);
            code.push("r" + i);
          }
          code.awaited("x").note();
          for (int i = 0; i < 20; i++) {
            code.note();
            code.text("J").note();
          }
          code.awaited("end").returnCompleted();
        });
  }

  // the jump goes to the very first instruction, and the first frame stands at offset 0
  private static void loopHeaderAtOffsetZero(GeneratedClass generated) {
    generated.scenario(
        "loopHeaderAtOffsetZero",
        code -> {
          Label header = new Label();
          code.visitLabel(header);
          code.awaited("turn").note();
          code.visitFieldInsn(GETSTATIC, generated.name(), "turns", "I");
          code.insn(ICONST_1, IADD, DUP);
          code.visitFieldInsn(PUTSTATIC, generated.name(), "turns", "I");
          code.insn(ICONST_4);
          code.visitJumpInsn(IF_ICMPLT, header);
          code.push("done").returnCompleted();
        });
  }

  // stack at the loop header: String J
  private static void loopWithOperandsOnTheStack(GeneratedClass generated) {
    generated.scenario(
        "loopWithOperandsOnTheStack",
        code -> {
          Label header = new Label();
          code.insn(ICONST_0);
          code.visitVarInsn(ISTORE, 1);
          code.push("below");
          code.insn(LCONST_1);
          code.visitLabel(header);
          code.awaited("turn").note();
          code.insn(LCONST_1, LADD);
          code.visitIincInsn(1, 1);
          code.visitVarInsn(ILOAD, 1);
          code.insn(ICONST_3);
          code.visitJumpInsn(IF_ICMPLT, header);
          code.text("J").note();
          code.returnCompleted();
        });
  }

  private static void parameterReplacedByAnotherType(GeneratedClass generated) {
    generated.method(
        ACC_STATIC,
        "replaced",
        "(JL" + Code.SCRIPT + ";Ljava/lang/String;)L" + Code.FUTURE + ";",
        2,
        code -> {
          code.push("in the slots of the long").store(0);
          code.visitLdcInsn(2.5f);
          code.visitVarInsn(FSTORE, 1);
          code.visitInsn(ICONST_5);
          code.visitVarInsn(ISTORE, 3);
          code.awaited("x").note();
          code.load(0).note();
          code.visitVarInsn(FLOAD, 1);
          code.text("F").note();
          code.visitVarInsn(ILOAD, 3);
          code.text("I").returnCompleted();
        });
    generated.scenario(
        "parameterReplacedByAnotherType",
        code -> {
          code.insn(LCONST_1).load(0).push("p");
          code.visitMethodInsn(
              INVOKESTATIC,
              generated.name(),
              "replaced",
              "(JL" + Code.SCRIPT + ";Ljava/lang/String;)L" + Code.FUTURE + ";",
              false);
          code.insn(ARETURN);
        });
  }

  // the stage is duplicated below itself and reordered before the await
  private static void stageUnderOtherStackWords(GeneratedClass generated) {
    generated.scenario(
        "stageUnderOtherStackWords",
        code -> {
          code.stageOf("a").stageOf("b").insn(DUP_X1, SWAP); // b, b, a
          code.await().note(); // a
          code.await().note(); // b
          code.insn(ICONST_1, ICONST_2);
          code.stageOf("c").insn(DUP_X2); // c, 1, 2, c
          code.await().note();
          code.insn(IADD).text("I").note();
          code.await().returnCompleted();
        });
  }

  // locals above 255 need wide instructions
  private static void highLocals(GeneratedClass generated) {
    generated.scenario(
        "highLocals",
        code -> {
          code.visitLdcInsn(7L);
          code.visitVarInsn(LSTORE, 290);
          code.push("high").store(280);
          code.visitInsn(ICONST_1);
          code.visitVarInsn(ISTORE, 299);
          code.awaited("x").note();
          code.visitIincInsn(299, 1000);
          code.awaited("y").note();
          code.visitVarInsn(LLOAD, 290);
          code.text("J").note();
          code.visitVarInsn(ILOAD, 299);
          code.text("I").note();
          code.load(280).returnCompleted();
        });
  }

  // stack: [I I, [[Ljava/lang/String; I
  private static void arraysOnTheStack(GeneratedClass generated) {
    generated.scenario(
        "arraysOnTheStack",
        code -> {
          code.insn(ICONST_2);
          code.visitIntInsn(NEWARRAY, T_INT);
          code.insn(DUP).store(1);
          code.insn(ICONST_1);
          code.insn(ICONST_1, ICONST_1);
          code.visitMultiANewArrayInsn("[[Ljava/lang/String;", 2);
          code.insn(DUP).store(2);
          code.insn(ICONST_0, AALOAD, ICONST_0);
          code.awaited("element");
          code.visitTypeInsn(CHECKCAST, "java/lang/String");
          code.insn(AASTORE);
          code.awaitedInt(9).insn(IASTORE);
          code.load(1).note();
          code.load(2).returnCompleted();
        });
  }

  // List on one path, Set on the other: the frame says Object, and an interface call follows
  private static void interfaceMerge(GeneratedClass generated) {
    generated.scenario(
        "interfaceMerge",
        code -> {
          Label other = new Label();
          Label met = new Label();
          code.awaitedInt(1);
          code.visitJumpInsn(IFEQ, other);
          code.visitMethodInsn(
              INVOKESTATIC, "java/util/Collections", "emptyList", "()Ljava/util/List;", false);
          code.visitJumpInsn(GOTO, met);
          code.visitLabel(other);
          code.visitMethodInsn(
              INVOKESTATIC, "java/util/Collections", "emptySet", "()Ljava/util/Set;", false);
          code.visitLabel(met);
          code.store(1);
          code.load(1);
          code.awaited("x").note();
          code.visitMethodInsn(INVOKEINTERFACE, "java/util/Collection", "size", "()I", true);
          code.text("I").note();
          code.load(1);
          code.visitMethodInsn(INVOKEINTERFACE, "java/util/Collection", "isEmpty", "()Z", true);
          code.text("Z").returnCompleted();
        });
  }

  // the second slot of a long is reused, which kills the long
  private static void halfOfLongOverwritten(GeneratedClass generated) {
    generated.scenario(
        "halfOfLongOverwritten",
        code -> {
          code.insn(LCONST_1);
          code.visitVarInsn(LSTORE, 1);
          code.awaited("long alive").note();
          code.visitVarInsn(LLOAD, 1);
          code.text("J").note();
          code.push("second half").store(2);
          code.awaited("long dead").note();
          code.insn(DCONST_1);
          code.visitVarInsn(DSTORE, 0);
          code.load(2).returnCompleted();
        });
  }

  // an instance method that stores into local 0
  private static void receiverReplaced(GeneratedClass generated) {
    String descriptor = "(L" + Code.SCRIPT + ";I)L" + Code.FUTURE + ";";
    generated.method(
        0,
        "replacesReceiver",
        descriptor,
        1,
        code -> {
          Label skip = new Label();
          code.awaited("receiver alive").note();
          code.load(0);
          code.visitTypeInsn(INSTANCEOF, generated.name());
          code.text("Z").note();
          code.visitVarInsn(ILOAD, 2);
          code.visitJumpInsn(IFEQ, skip);
          code.push("replaced").store(0);
          code.awaited("receiver replaced").note();
          code.visitLabel(skip);
          code.awaited("one or the other").note();
          code.load(0);
          code.visitTypeInsn(INSTANCEOF, "java/lang/String");
          code.text("Z").note();
          code.insn(ICONST_3);
          code.visitVarInsn(ISTORE, 0);
          code.awaited("an int").note();
          code.visitVarInsn(ILOAD, 0);
          code.text("I").returnCompleted();
        });
    for (int replaced = 0; replaced < 2; replaced++) {
      int flag = replaced;
      generated.scenario(
          "receiverReplaced" + flag,
          code -> {
            code.allocate(generated.name()).insn(DUP).construct(generated.name(), "");
            code.load(0).insn(flag == 0 ? ICONST_0 : ICONST_1);
            code.visitMethodInsn(
                INVOKEVIRTUAL, generated.name(), "replacesReceiver", descriptor, false);
            code.insn(ARETURN);
          });
    }
  }

  // dead code with an await in it; the writer makes nops of it
  private static void unreachableTail(GeneratedClass generated) {
    generated.scenario(
        "unreachableTail",
        code -> {
          code.awaited("x").returnCompleted();
          code.awaited("dead").returnCompleted();
        });
  }

  // paths meet at the await itself, which brings a stack map of its own
  private static void frameRightBeforeAwait(GeneratedClass generated) {
    generated.scenario(
        "frameRightBeforeAwait",
        code -> {
          Label other = new Label();
          Label met = new Label();
          code.insn(LCONST_1);
          code.awaitedInt(0);
          code.visitJumpInsn(IFEQ, other);
          code.stageOf("a");
          code.visitJumpInsn(GOTO, met);
          code.visitLabel(other);
          code.stageOf("b");
          code.visitLabel(met);
          code.await();
          code.note();
          code.text("J").returnCompleted();
        });
  }

  // stack: null, of no type at all; the element of null is null for the verifier
  private static void elementOfNull(GeneratedClass generated) {
    generated.scenario(
        "elementOfNull",
        code -> {
          Label never = new Label();
          code.insn(ACONST_NULL).store(1);
          code.awaited("x").note();
          code.load(1);
          code.visitJumpInsn(IFNULL, never);
          code.load(1).insn(ICONST_0, AALOAD);
          code.awaited("never").note().note();
          code.visitLabel(never);
          code.load(1).returnCompleted();
        });
  }
}
