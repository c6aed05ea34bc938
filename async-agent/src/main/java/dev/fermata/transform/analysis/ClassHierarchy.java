package dev.fermata.transform.analysis;

import dev.fermata.transform.model.ClassFiles;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Superclasses as class files tell them; no class is loaded. What cannot be found is trusted: the
 * JVM's verifier will see it when the class is used.
 */
public final class ClassHierarchy implements Assignability {

  private static final String OBJECT = "java/lang/Object";

  private final ClassFiles classFiles;
  private final Map<String, Optional<Header>> headers = new HashMap<>();

  /**
   * What is read of a class file.
   *
   * @param superName internal name of the superclass; null for {@code java.lang.Object}
   * @param defaultConstructor access flags of the constructor without arguments, or -1
   */
  private record Header(int access, @Nullable String superName, int defaultConstructor) {}

  public ClassHierarchy(ClassFiles classFiles) {
    this.classFiles = classFiles;
  }

  @Override
  public boolean isAssignable(String target, String source) {
    if (target.equals(source) || target.equals(OBJECT)) {
      return true;
    }
    if (header(target).isEmpty() || isInterface(target)) {
      return true;
    }
    return isSubclass(source, target).orElse(true);
  }

  /** Whether the files tell that {@code name} is an interface. */
  public boolean isInterface(String name) {
    return header(name).map(header -> (header.access & Opcodes.ACC_INTERFACE) != 0).orElse(false);
  }

  /** Whether {@code name} is {@code ancestor} or extends it; empty when the files do not tell. */
  public Optional<Boolean> isSubclass(String name, String ancestor) {
    List<String> lineage = lineage(name);
    if (lineage.contains(ancestor)) {
      return Optional.of(true);
    }
    boolean complete = lineage.get(lineage.size() - 1).equals(OBJECT);
    return complete ? Optional.of(false) : Optional.empty();
  }

  /**
   * A class that both extend, the nearest that the files tell; {@code java.lang.Object} for
   * interfaces, which is how the verifier sees them, and where the files do not tell.
   */
  public String commonSuperclass(String first, String second) {
    for (String ancestor : lineage(first)) {
      if (isSubclass(second, ancestor).orElse(false)) {
        return ancestor;
      }
    }
    return OBJECT;
  }

  /** The nearest superclass that code in {@code from} can name, maybe {@code name} itself. */
  public String accessibleSuperclass(String name, String from) {
    for (String ancestor : lineage(name)) {
      if (isAccessible(ancestor, from)) {
        return ancestor;
      }
    }
    return OBJECT;
  }

  /** A class and its superclasses, as far as the files tell; damaged ones may go in circles. */
  private List<String> lineage(String name) {
    Set<String> lineage = new LinkedHashSet<>();
    for (String current = name; current != null && lineage.add(current); ) {
      current = header(current).map(Header::superName).orElse(null);
    }
    return List.copyOf(lineage);
  }

  private boolean isAccessible(String name, String from) {
    return packageOf(name).equals(packageOf(from))
        || header(name).map(header -> (header.access & Opcodes.ACC_PUBLIC) != 0).orElse(true);
  }

  /** Whether code in {@code from} can say {@code new name()}. */
  public boolean isConstructible(String name, String from) {
    Optional<Header> header = header(name);
    if (header.isEmpty()) {
      return false;
    }
    int type = header.get().access;
    int constructor = header.get().defaultConstructor;
    if ((type & Opcodes.ACC_ABSTRACT) != 0 || constructor < 0) {
      return false;
    }
    boolean samePackage = packageOf(name).equals(packageOf(from));
    boolean typeVisible = samePackage || (type & Opcodes.ACC_PUBLIC) != 0;
    boolean constructorVisible =
        (constructor & Opcodes.ACC_PUBLIC) != 0
            || (samePackage && (constructor & Opcodes.ACC_PRIVATE) == 0)
            || name.equals(from);
    return typeVisible && constructorVisible;
  }

  private static String packageOf(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }

  /** Takes note of a class that is at hand, whether or not it can be looked up. */
  public void add(ClassNode node) {
    int defaultConstructor = -1;
    for (MethodNode method : node.methods) {
      if (isDefaultConstructor(method.name, method.desc)) {
        defaultConstructor = method.access;
      }
    }
    headers.put(
        node.name, Optional.of(new Header(node.access, node.superName, defaultConstructor)));
  }

  private static boolean isDefaultConstructor(String name, String descriptor) {
    return name.equals("<init>") && descriptor.equals("()V");
  }

  // Not computeIfAbsent: a lookup may ask for another class before it returns.
  private Optional<Header> header(String name) {
    Optional<Header> known = headers.get(name);
    if (known == null) {
      known = find(name);
      headers.put(name, known);
    }
    return known;
  }

  private Optional<Header> find(String name) {
    byte[] classFile = classFiles.find(name);
    if (classFile == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(new ClassReader(classFile)));
    } catch (RuntimeException tooNewOrDamaged) {
      return Optional.empty();
    }
  }

  private static Header read(ClassReader classFile) {
    var visitor = new HeaderVisitor();
    classFile.accept(
        visitor, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return new Header(visitor.access, visitor.superName, visitor.defaultConstructor);
  }

  private static final class HeaderVisitor extends ClassVisitor {
    private int access;
    private @Nullable String superName;
    private int defaultConstructor = -1;

    HeaderVisitor() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      this.access = access;
      this.superName = superName;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      if (isDefaultConstructor(name, descriptor)) {
        defaultConstructor = access;
      }
      return null;
    }
  }
}
