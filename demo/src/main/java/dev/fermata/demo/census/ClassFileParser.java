package dev.fermata.demo.census;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Takes one class file apart. Pure computation, made for one file and then left alone. */
final class ClassFileParser extends ClassVisitor {
  private final int[] codeLengths;
  private final InstructionCounter instructions = new InstructionCounter();
  private String className = "";
  private int methodIndex;
  private Optional<MethodCode> largest = Optional.empty();

  private ClassFileParser(int[] codeLengths) {
    super(Opcodes.ASM9);
    this.codeLengths = codeLengths;
  }

  /** Never throws: a file that makes no sense is a finding too. */
  static Finding parse(ClassBytes file) {
    try {
      var reader = new ClassReader(file.bytes());
      var parser = new ClassFileParser(CodeLengths.of(reader));
      reader.accept(parser, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      return new ClassFile(
          file.location().module(),
          new ClassFileVersion(reader.readUnsignedShort(6), reader.readUnsignedShort(4)),
          file.bytes().length,
          parser.instructions.byName(),
          parser.instructions.calls(),
          parser.largest);
    } catch (RuntimeException malformed) { // ASM promises no particular one
      return Unreadable.because(file.location(), malformed);
    }
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    className = name;
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    int bytes = codeLengths[methodIndex++];
    if (bytes > 0) {
      var method = new MethodCode(new MethodReference(className, name, descriptor), bytes);
      largest = MethodCode.larger(largest, Optional.of(method));
    }
    return instructions;
  }
}
