package dev.fermata.transform.emit;

import dev.fermata.transform.plan.FrameShape;
import dev.fermata.transform.plan.SavedValue;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Moves values between the operand stack and the slots of a frame: fields {@code r0..}, {@code
 * w0..}, or array elements where the shape is wide.
 */
final class FrameSlots {

  private static final String OBJECT = "Ljava/lang/Object;";

  private final FrameShape shape;
  private final InsnList code;
  private final int frameLocal;

  FrameSlots(FrameShape shape, InsnList code, int frameLocal) {
    this.shape = shape;
    this.code = code;
    this.frameLocal = frameLocal;
  }

  // Stack[0]: the value
  void storeOperand(SavedValue value) {
    if (value instanceof SavedValue.Reference reference) {
      if (shape.wide()) {
        referenceArray();
        code.add(new InsnNode(Opcodes.SWAP));
        code.add(constant(reference.slot()));
        code.add(new InsnNode(Opcodes.SWAP));
        code.add(new InsnNode(Opcodes.AASTORE));
      } else {
        loadFrame();
        code.add(new InsnNode(Opcodes.SWAP));
        referenceField(Opcodes.PUTFIELD, reference.slot());
      }
    } else if (value instanceof SavedValue.Word word) {
      toWord(word.type());
      if (shape.wide()) {
        wordArray();
        code.add(constant(word.slot()));
        // Stack[3]: J, Stack[1]: [J, Stack[0]: I
        code.add(new InsnNode(Opcodes.DUP2_X2));
        code.add(new InsnNode(Opcodes.POP2));
        code.add(new InsnNode(Opcodes.LASTORE));
      } else {
        loadFrame();
        code.add(new InsnNode(Opcodes.DUP_X2));
        code.add(new InsnNode(Opcodes.POP));
        wordField(Opcodes.PUTFIELD, word.slot());
      }
    } else {
      code.add(new InsnNode(Opcodes.POP));
    }
  }

  void storeLocal(int local, SavedValue value) {
    if (value instanceof SavedValue.Reference reference) {
      storeReference(reference.slot(), new VarInsnNode(Opcodes.ALOAD, local));
    } else if (value instanceof SavedValue.Word word) {
      if (shape.wide()) {
        wordArray();
        code.add(constant(word.slot()));
      } else {
        loadFrame();
      }
      code.add(new VarInsnNode(word.type().getOpcode(Opcodes.ILOAD), local));
      toWord(word.type());
      if (shape.wide()) {
        code.add(new InsnNode(Opcodes.LASTORE));
      } else {
        wordField(Opcodes.PUTFIELD, word.slot());
      }
    }
  }

  /** Lets go of what an earlier suspension left in {@code slot}. */
  void clearReference(int slot) {
    storeReference(slot, new InsnNode(Opcodes.ACONST_NULL));
  }

  void storeReference(int slot, AbstractInsnNode load) {
    if (shape.wide()) {
      referenceArray();
      code.add(constant(slot));
      code.add(load);
      code.add(new InsnNode(Opcodes.AASTORE));
    } else {
      loadFrame();
      code.add(load);
      referenceField(Opcodes.PUTFIELD, slot);
    }
  }

  // Stack[0] afterwards: the value
  void load(SavedValue value) {
    if (value instanceof SavedValue.Reference reference) {
      if (shape.wide()) {
        referenceArray();
        code.add(constant(reference.slot()));
        code.add(new InsnNode(Opcodes.AALOAD));
      } else {
        loadFrame();
        referenceField(Opcodes.GETFIELD, reference.slot());
      }
      if (!reference.cast().equals("java/lang/Object")) {
        code.add(new TypeInsnNode(Opcodes.CHECKCAST, reference.cast()));
      }
    } else if (value instanceof SavedValue.Word word) {
      if (shape.wide()) {
        wordArray();
        code.add(constant(word.slot()));
        code.add(new InsnNode(Opcodes.LALOAD));
      } else {
        loadFrame();
        wordField(Opcodes.GETFIELD, word.slot());
      }
      fromWord(word.type());
    } else if (value instanceof SavedValue.Constant constant) {
      code.add(zero(constant.type()));
    }
  }

  void loadIntoLocal(int local, SavedValue value) {
    load(value);
    code.add(new VarInsnNode(typeOf(value).getOpcode(Opcodes.ISTORE), local));
  }

  private static Type typeOf(SavedValue value) {
    if (value instanceof SavedValue.Word word) {
      return word.type();
    }
    return value instanceof SavedValue.Constant constant
        ? constant.type()
        : SavedValue.Constant.NULL.type();
  }

  /** Pushes null or zero. */
  static InsnNode zero(Type type) {
    return new InsnNode(
        switch (type.getSort()) {
          case Type.OBJECT, Type.ARRAY -> Opcodes.ACONST_NULL;
          case Type.LONG -> Opcodes.LCONST_0;
          case Type.FLOAT -> Opcodes.FCONST_0;
          case Type.DOUBLE -> Opcodes.DCONST_0;
          default -> Opcodes.ICONST_0;
        });
  }

  /** Pushes {@code value} in the shortest form. */
  static AbstractInsnNode constant(int value) {
    if (value <= 5) {
      return new InsnNode(Opcodes.ICONST_0 + value);
    }
    if (value <= Byte.MAX_VALUE) {
      return new IntInsnNode(Opcodes.BIPUSH, value);
    }
    return value <= Short.MAX_VALUE
        ? new IntInsnNode(Opcodes.SIPUSH, value)
        : new LdcInsnNode(value);
  }

  private void toWord(Type type) {
    switch (type.getSort()) {
      case Type.INT -> code.add(new InsnNode(Opcodes.I2L));
      case Type.FLOAT -> {
        bits("java/lang/Float", "floatToRawIntBits", "(F)I");
        code.add(new InsnNode(Opcodes.I2L));
      }
      case Type.DOUBLE -> bits("java/lang/Double", "doubleToRawLongBits", "(D)J");
      default -> {}
    }
  }

  private void fromWord(Type type) {
    switch (type.getSort()) {
      case Type.INT -> code.add(new InsnNode(Opcodes.L2I));
      case Type.FLOAT -> {
        code.add(new InsnNode(Opcodes.L2I));
        bits("java/lang/Float", "intBitsToFloat", "(I)F");
      }
      case Type.DOUBLE -> bits("java/lang/Double", "longBitsToDouble", "(J)D");
      default -> {}
    }
  }

  private void bits(String owner, String name, String descriptor) {
    code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, owner, name, descriptor, false));
  }

  private void loadFrame() {
    code.add(new VarInsnNode(Opcodes.ALOAD, frameLocal));
  }

  private void referenceArray() {
    loadFrame();
    code.add(new FieldInsnNode(Opcodes.GETFIELD, shape.className(), "refs", "[" + OBJECT));
  }

  private void wordArray() {
    loadFrame();
    code.add(new FieldInsnNode(Opcodes.GETFIELD, shape.className(), "words", "[J"));
  }

  private void referenceField(int opcode, int slot) {
    code.add(new FieldInsnNode(opcode, shape.className(), "r" + slot, OBJECT));
  }

  private void wordField(int opcode, int slot) {
    code.add(new FieldInsnNode(opcode, shape.className(), "w" + slot, "J"));
  }
}
