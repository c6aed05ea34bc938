package dev.fermata.javac;

import dev.fermata.transform.model.ClassFiles;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Class files as the compiler's symbols tell them, with as much in them as the transformer asks
 * for: superclass, access and constructors. So it also knows classes that are compiled just now and
 * have no class file yet.
 */
final class ElementClassFiles implements ClassFiles {

  private static final String OBJECT = "java/lang/Object";

  private final Elements elements;
  private final Map<String, TypeElement> compiled = new HashMap<>();
  private final Map<String, byte[]> localClassFiles = new HashMap<>();

  ElementClassFiles(Elements elements) {
    this.elements = elements;
  }

  /** Takes note of a class that is being compiled: local ones cannot be found by name. */
  void add(TypeElement type) {
    compiled.put(internalName(type), type);
  }

  /** Takes note of a class file: of a local class, only this tells whether it captures. */
  void add(TypeElement type, byte[] classFile) {
    if (type.getNestingKind() == NestingKind.LOCAL) {
      localClassFiles.put(internalName(type), classFile);
    }
  }

  @Override
  public byte @Nullable [] find(String internalName) {
    byte[] local = localClassFiles.get(internalName);
    if (local != null) {
      return local;
    }
    TypeElement type = compiled.get(internalName);
    if (type == null) {
      type = named(internalName);
    }
    return type == null || type.getSuperclass().getKind() == TypeKind.ERROR ? null : outline(type);
  }

  /** A dollar sign may or may not stand between an outer and a nested class. */
  private @Nullable TypeElement named(String internalName) {
    String name = internalName.replace('/', '.');
    TypeElement type = elements.getTypeElement(name);
    for (int i = name.lastIndexOf('$'); type == null && i > 0; i = name.lastIndexOf('$', i - 1)) {
      name = name.substring(0, i) + '.' + name.substring(i + 1);
      type = elements.getTypeElement(name);
    }
    return type;
  }

  private byte[] outline(TypeElement type) {
    String name = internalName(type);
    boolean isInterface = type.getKind().isInterface();
    int access =
        accessOfClass(type.getModifiers())
            | (isInterface ? Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT : Opcodes.ACC_SUPER);
    var writer = new ClassWriter(0);
    writer.visit(Opcodes.V1_8, access, name, null, superName(type), null);
    for (ExecutableElement constructor : ElementFilter.constructorsIn(type.getEnclosedElements())) {
      if (constructor.getParameters().isEmpty() && !hasOuterInstance(type)) {
        int flags = accessOfConstructor(constructor.getModifiers());
        writer.visitMethod(flags, "<init>", "()V", null, null).visitEnd();
      }
    }
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static boolean hasOuterInstance(TypeElement type) {
    return type.getNestingKind().isNested()
        && type.getKind() == ElementKind.CLASS
        && !type.getModifiers().contains(Modifier.STATIC);
  }

  /** Class files know no protected and no private classes: they are public, or not. */
  private static int accessOfClass(Set<Modifier> modifiers) {
    boolean isPublic =
        modifiers.contains(Modifier.PUBLIC) || modifiers.contains(Modifier.PROTECTED);
    return (isPublic ? Opcodes.ACC_PUBLIC : 0)
        | (modifiers.contains(Modifier.ABSTRACT) ? Opcodes.ACC_ABSTRACT : 0);
  }

  private static int accessOfConstructor(Set<Modifier> modifiers) {
    if (modifiers.contains(Modifier.PUBLIC)) {
      return Opcodes.ACC_PUBLIC;
    }
    if (modifiers.contains(Modifier.PROTECTED)) {
      return Opcodes.ACC_PROTECTED;
    }
    return modifiers.contains(Modifier.PRIVATE) ? Opcodes.ACC_PRIVATE : 0;
  }

  private @Nullable String superName(TypeElement type) {
    TypeMirror superclass = type.getSuperclass();
    if (superclass.getKind() == TypeKind.DECLARED) {
      return internalName((TypeElement) ((DeclaredType) superclass).asElement());
    }
    String name = internalName(type);
    return name.equals(OBJECT) ? null : OBJECT;
  }

  private String internalName(TypeElement type) {
    return elements.getBinaryName(type).toString().replace('.', '/');
  }
}
