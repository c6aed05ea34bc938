package dev.fermata.transform.emit;

import dev.fermata.transform.analysis.ClassHierarchy;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * What a hidden class beside {@code host} may use as it is, and what only the host itself may.
 * Nestmates share private members. They do not share a superclass: protected members that the host
 * inherits are out of reach.
 */
final class HostMembers {

  private static final String OBJECT = "java/lang/Object";

  private final ClassNode host;
  private final ClassHierarchy hierarchy;

  HostMembers(ClassNode host, ClassHierarchy hierarchy) {
    this.host = host;
    this.hierarchy = hierarchy;
  }

  String name() {
    return host.name;
  }

  boolean isInterface() {
    return (host.access & Opcodes.ACC_INTERFACE) != 0;
  }

  /** Class file version, at least the one that knows nestmates. */
  int version() {
    return Math.max(host.version & 0xFFFF, Opcodes.V11);
  }

  /** Whether the member is a private method of the host. */
  boolean isPrivateMethod(String owner, String name, String descriptor) {
    if (owner.equals(host.name)) {
      for (MethodNode method : host.methods) {
        if (method.name.equals(name) && method.desc.equals(descriptor)) {
          return (method.access & Opcodes.ACC_PRIVATE) != 0;
        }
      }
    }
    return false;
  }

  /**
   * Whether the member may be one that the host inherits. Public ones are taken for protected: who
   * links them through the host is not wrong either.
   */
  boolean isInherited(String owner, String name, String descriptor) {
    if (owner.charAt(0) == '[') {
      return false;
    }
    if (owner.equals(OBJECT)) {
      return name.equals("clone") || name.equals("finalize");
    }
    if (owner.equals(host.name)) {
      return !isDeclared(name, descriptor);
    }
    return hierarchy.isSubclass(host.name, owner).orElse(false)
        || hierarchy.isSubclass(owner, host.name).orElse(false);
  }

  private boolean isDeclared(String name, String descriptor) {
    for (MethodNode method : host.methods) {
      if (method.name.equals(name) && method.desc.equals(descriptor)) {
        return true;
      }
    }
    for (FieldNode field : host.fields) {
      if (field.name.equals(name) && field.desc.equals(descriptor)) {
        return true;
      }
    }
    return false;
  }

  /** Whether only the host may make a constant of {@code handle}. */
  boolean needsHost(Handle handle) {
    return switch (handle.getTag()) {
      case Opcodes.H_INVOKESPECIAL -> true;
      case Opcodes.H_INVOKEVIRTUAL, Opcodes.H_INVOKESTATIC ->
          !handle.isInterface()
              && isInherited(handle.getOwner(), handle.getName(), handle.getDesc());
      default -> false;
    };
  }
}
