package dev.fermata.transform.plan;

import dev.fermata.transform.analysis.ClassHierarchy;
import org.objectweb.asm.Type;

/**
 * What saved objects are cast to when they are brought back. To the JVM's verifier an interface is
 * as good as {@code Object}: whoever holds a value of an interface type may hold anything, and only
 * a call finds out. A cast to the interface would find out earlier than the source does, and is not
 * needed either.
 */
final class RestoringCasts {

  private static final String OBJECT = "java/lang/Object";

  private final ClassHierarchy hierarchy;

  RestoringCasts(ClassHierarchy hierarchy) {
    this.hierarchy = hierarchy;
  }

  /** Internal name of the least type that the verifier takes for a {@code type}. */
  String of(Type type) {
    if (type.getSort() != Type.ARRAY) {
      return hierarchy.isInterface(type.getInternalName()) ? OBJECT : type.getInternalName();
    }
    Type element = type.getElementType();
    return element.getSort() == Type.OBJECT && hierarchy.isInterface(element.getInternalName())
        ? "[".repeat(type.getDimensions()) + "L" + OBJECT + ";"
        : type.getInternalName();
  }
}
