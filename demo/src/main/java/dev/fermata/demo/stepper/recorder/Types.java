package dev.fermata.demo.stepper.recorder;

import com.sun.jdi.ClassType;
import com.sun.jdi.InterfaceType;
import com.sun.jdi.ReferenceType;

/** Types of the recorded JVM. */
final class Types {

  private Types() {}

  /** Whether {@code type} is the class or interface of that name, or one below it. */
  static boolean isA(ReferenceType type, String name) {
    for (ReferenceType at = type; at != null; at = superclass(at)) {
      if (at.name().equals(name)) {
        return true;
      }
      if (at instanceof ClassType known
          && known.allInterfaces().stream().map(InterfaceType::name).anyMatch(name::equals)) {
        return true;
      }
    }
    return false;
  }

  private static @org.jspecify.annotations.Nullable ReferenceType superclass(ReferenceType type) {
    return type instanceof ClassType known ? known.superclass() : null;
  }
}
