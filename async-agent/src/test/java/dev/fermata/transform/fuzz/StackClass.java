package dev.fermata.transform.fuzz;

import dev.fermata.transform.harness.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceClassVisitor;

/** A class of random bytecode programs. */
final class StackClass {

  private static final String PLAY = Type.getInternalName(Play.class);
  private static final String SCRIPT = Type.getDescriptor(Script.class);

  private StackClass() {}

  /** Class files by internal name; each program has a scenario, numbered from 0. */
  static Map<String, byte[]> of(String name, List<Choices> programs) {
    var writer = begun(name);
    for (int i = 0; i < programs.size(); i++) {
      Choices choices = programs.get(i);
      boolean isStatic = choices.below(2) == 0;
      List<StackType> parameters = parameters(choices);
      var method = method(isStatic, "program" + i + "_0", parameters);
      new StackProgram(choices, method, name, parameters).emit();
      emit(writer, name, method, parameters);
    }
    writer.visitEnd();
    return Map.of(name, writer.toByteArray());
  }

  /** The same of {@code method}, which is named {@code program0_0}. */
  static Map<String, byte[]> of(String name, MethodNode method, List<StackType> parameters) {
    var writer = begun(name);
    emit(writer, name, method, parameters);
    writer.visitEnd();
    return Map.of(name, writer.toByteArray());
  }

  private static ClassWriter begun(String name) {
    var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
    MethodVisitor constructor = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
    constructor.visitVarInsn(Opcodes.ALOAD, 0);
    constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    constructor.visitInsn(Opcodes.RETURN);
    constructor.visitMaxs(1, 1);
    return writer;
  }

  static String text(byte[] classFile) {
    var text = new java.io.StringWriter();
    new ClassReader(classFile)
        .accept(
            new TraceClassVisitor(null, new Textifier(), new java.io.PrintWriter(text)),
            ClassReader.EXPAND_FRAMES);
    return text.toString();
  }

  private static List<StackType> parameters(Choices choices) {
    var parameters = new ArrayList<StackType>();
    while (parameters.size() < 4 && choices.below(2) > 0) {
      parameters.add(choices.pick(List.of(StackType.LONG, StackType.INT, StackType.STRING)));
    }
    return parameters;
  }

  private static MethodNode method(boolean isStatic, String name, List<StackType> parameters) {
    var descriptor = new StringBuilder("(L" + PLAY + ";");
    parameters.forEach(parameter -> descriptor.append(parameter.descriptor()));
    descriptor.append(")").append(StackType.STAGE.descriptor());
    int access = isStatic ? Opcodes.ACC_STATIC : 0;
    return new MethodNode(access, name, descriptor.toString(), null, null);
  }

  /** Adds {@code method}, and a scenario that calls it with constants. */
  private static void emit(
      ClassWriter writer, String owner, MethodNode method, List<StackType> parameters) {
    boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
    String name = method.name.substring(0, method.name.indexOf('_'));
    String descriptor = "(" + SCRIPT + ")" + StackType.STAGE.descriptor();
    var entry = new MethodNode(Opcodes.ACC_STATIC, name, descriptor, null, null);
    if (!isStatic) {
      entry.visitTypeInsn(Opcodes.NEW, owner);
      entry.visitInsn(Opcodes.DUP);
      entry.visitMethodInsn(Opcodes.INVOKESPECIAL, owner, "<init>", "()V", false);
    }
    entry.visitTypeInsn(Opcodes.NEW, PLAY);
    entry.visitInsn(Opcodes.DUP);
    entry.visitVarInsn(Opcodes.ALOAD, 0);
    entry.visitMethodInsn(Opcodes.INVOKESPECIAL, PLAY, "<init>", "(" + SCRIPT + ")V", false);
    var arguments = new StackCode(entry, 0, new StackState(1));
    parameters.forEach(parameter -> arguments.constant(parameter, 2));
    int call = isStatic ? Opcodes.INVOKESTATIC : Opcodes.INVOKEVIRTUAL;
    entry.visitMethodInsn(call, owner, method.name, method.desc, false);
    entry.visitInsn(Opcodes.ARETURN);
    entry.visitMaxs(0, 0);
    entry.accept(writer);
    method.accept(writer);
  }
}
