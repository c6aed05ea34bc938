package dev.fermata.transform.bytecode;

import dev.fermata.transform.harness.Script;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** A target class whose scenarios are given as code. */
final class GeneratedClass {

  static final String SCENARIO = "(" + Type.getDescriptor(Script.class) + ")L" + Code.FUTURE + ";";

  private final String name;
  private final ClassWriter writer;

  GeneratedClass(String simpleName) {
    this(simpleName, Opcodes.V1_8, ClassWriter.COMPUTE_FRAMES);
  }

  GeneratedClass(String simpleName, int version, int flags) {
    this.name = "dev/fermata/transform/bytecode/" + simpleName;
    // Where paths meet, generated code holds objects of the same class or anything at all.
    this.writer =
        new ClassWriter(flags) {
          @Override
          protected String getCommonSuperClass(String type1, String type2) {
            return "java/lang/Object";
          }
        };
    writer.visit(version, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
    writer.visitSource(simpleName + ".asm", null);
    Code constructor = new Code(writer.visitMethod(0, "<init>", "()V", null, null), 0);
    constructor.load(0).construct("java/lang/Object", "").insn(Opcodes.RETURN);
    constructor.visitMaxs(1, 1);
  }

  String name() {
    return name;
  }

  /** Adds {@code static CompletableFuture name(Script)}: local 0 is the script. */
  GeneratedClass scenario(String scenario, Consumer<Code> body) {
    return method(Opcodes.ACC_STATIC, scenario, SCENARIO, 0, body);
  }

  /** Adds a method; {@code script} is the local that holds the script. */
  GeneratedClass method(
      int access, String method, String descriptor, int script, Consumer<Code> body) {
    MethodVisitor visitor = writer.visitMethod(access, method, descriptor, null, null);
    visitor.visitCode();
    body.accept(new Code(visitor, script));
    visitor.visitMaxs(0, 0); // computed by the writer
    visitor.visitEnd();
    return this;
  }

  GeneratedClass staticIntField(String field) {
    writer.visitField(Opcodes.ACC_STATIC, field, "I", null, null).visitEnd();
    return this;
  }

  byte[] classFile() {
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** Class files by internal name. */
  static Map<String, byte[]> classFiles(GeneratedClass... classes) {
    Map<String, byte[]> classFiles = new TreeMap<>();
    for (GeneratedClass generated : classes) {
      classFiles.put(generated.name(), generated.classFile());
    }
    return classFiles;
  }
}
