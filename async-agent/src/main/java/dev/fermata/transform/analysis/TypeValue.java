package dev.fermata.transform.analysis;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.BasicVerifier;

/**
 * The verification types of the JVM as ASM values. ASM's own values already say int, float, long,
 * double, reference and null; what {@code new} has made and no constructor has seen yet is added.
 */
public final class TypeValue {

  static final Type NULL_TYPE = Type.getObjectType("null");

  private TypeValue() {}

  /** The result of {@code allocation}, before its constructor has run. */
  public static final class Uninitialized extends BasicValue {
    private final AbstractInsnNode allocation;

    Uninitialized(Type type, AbstractInsnNode allocation) {
      super(type);
      this.allocation = allocation;
    }

    /** The {@code NEW} instruction that made this value. */
    public AbstractInsnNode allocation() {
      return allocation;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Uninitialized that && that.allocation == allocation;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(allocation);
    }
  }

  /** Whether nothing may be read from the slot that holds {@code value}. */
  public static boolean isTop(BasicValue value) {
    return value.getType() == null;
  }

  /** Whether {@code value} is the constant {@code null}. */
  public static boolean isNull(BasicValue value) {
    return NULL_TYPE.equals(value.getType()) && !(value instanceof Uninitialized);
  }

  /**
   * How {@code value} is written in a stack map frame. What is uninitialised at a suspension point
   * is a {@code null} placeholder in emitted code, so it is written as null.
   */
  public static Object inFrame(BasicValue value) {
    if (isTop(value)) {
      return Opcodes.TOP;
    }
    if (value instanceof Uninitialized || isNull(value)) {
      return Opcodes.NULL;
    }
    return switch (value.getType().getSort()) {
      case Type.INT -> Opcodes.INTEGER;
      case Type.FLOAT -> Opcodes.FLOAT;
      case Type.LONG -> Opcodes.LONG;
      case Type.DOUBLE -> Opcodes.DOUBLE;
      default -> value.getType().getInternalName();
    };
  }

  /** The value that a declared frame entry (not a label) stands for. */
  static BasicValue declared(Object entry, BasicVerifier types) {
    if (entry instanceof String name) {
      return types.newValue(Type.getObjectType(name));
    }
    if (entry == Opcodes.INTEGER) {
      return BasicValue.INT_VALUE;
    }
    if (entry == Opcodes.FLOAT) {
      return BasicValue.FLOAT_VALUE;
    }
    if (entry == Opcodes.LONG) {
      return BasicValue.LONG_VALUE;
    }
    if (entry == Opcodes.DOUBLE) {
      return BasicValue.DOUBLE_VALUE;
    }
    if (entry == Opcodes.NULL) {
      return new BasicValue(NULL_TYPE);
    }
    return BasicValue.UNINITIALIZED_VALUE;
  }
}
