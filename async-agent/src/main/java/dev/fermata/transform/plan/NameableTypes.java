package dev.fermata.transform.plan;

import dev.fermata.transform.analysis.ClassHierarchy;
import dev.fermata.transform.analysis.TypeValue;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Types as a class may name them. A value can be of a class that is not accessible, as in {@code
 * var x = builder.self()} where {@code self()} returns a package-private superclass. The cast that
 * brings it back would fail, so it is saved as what it extends.
 */
final class NameableTypes {

  private final String from;
  private final ClassHierarchy hierarchy;

  NameableTypes(String from, ClassHierarchy hierarchy) {
    this.from = from;
    this.hierarchy = hierarchy;
  }

  /** A copy of {@code frame} in which every type can be named. */
  Frame<BasicValue> in(Frame<BasicValue> frame) {
    var nameable = new Frame<BasicValue>(frame);
    for (int i = 0; i < frame.getLocals(); i++) {
      nameable.setLocal(i, nameable(frame.getLocal(i)));
    }
    for (int i = 0; i < frame.getStackSize(); i++) {
      nameable.setStack(i, nameable(frame.getStack(i)));
    }
    return nameable;
  }

  private BasicValue nameable(BasicValue value) {
    if (!value.isReference() || TypeValue.isNull(value) || isUninitialized(value)) {
      return value;
    }
    Type type = value.getType();
    Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
    if (element.getSort() != Type.OBJECT) {
      return value;
    }
    String name = hierarchy.accessibleSuperclass(element.getInternalName(), from);
    return name.equals(element.getInternalName())
        ? value
        : new BasicValue(Type.getType("[".repeat(dimensions(type)) + "L" + name + ";"));
  }

  private static boolean isUninitialized(BasicValue value) {
    return value instanceof TypeValue.Uninitialized;
  }

  private static int dimensions(Type type) {
    return type.getSort() == Type.ARRAY ? type.getDimensions() : 0;
  }
}
