package dev.fermata.transform.plan;

import org.objectweb.asm.Type;

/** Where a local or an operand is while its method is suspended. */
public sealed interface SavedValue {

  /**
   * An object, in reference slot {@code slot}.
   *
   * @param cast internal name of the type that it is cast to when it is brought back
   */
  record Reference(int slot, String cast) implements SavedValue {}

  /** A primitive, in word slot {@code slot}; {@code type} is int, float, long or double. */
  record Word(int slot, Type type) implements SavedValue {}

  /** Nowhere: null, or the zero of {@code type}, is made anew. */
  record Constant(Type type) implements SavedValue {
    public static final Constant NULL = new Constant(Type.getObjectType("java/lang/Object"));
  }
}
