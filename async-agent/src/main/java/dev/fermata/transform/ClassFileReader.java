package dev.fermata.transform;

import java.nio.ByteBuffer;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/** Opens class files, and says clearly why one cannot be opened. */
final class ClassFileReader {

  private static final int MAGIC = 0xCAFEBABE;
  private static final int MAJOR_VERSION_OFFSET = 6;

  /** The newest class file version that the ASM in use can read. */
  private static final int NEWEST = Opcodes.V28;

  private ClassFileReader() {}

  static ClassReader open(byte[] classFile) {
    if (classFile.length < 10 || ByteBuffer.wrap(classFile).getInt() != MAGIC) {
      throw new MalformedClassFileException(
          "not a class file: it does not begin with CAFEBABE", null);
    }
    int major = ByteBuffer.wrap(classFile).getShort(MAJOR_VERSION_OFFSET) & 0xFFFF;
    if (major > NEWEST) {
      throw new UnsupportedClassFileException(major, NEWEST);
    }
    try {
      return new ClassReader(classFile);
    } catch (RuntimeException e) {
      throw MalformedClassFileException.because(e);
    }
  }

  /** The whole class as a tree, with expanded frames. */
  static ClassNode read(ClassReader reader) {
    var node = new ClassNode();
    try {
      reader.accept(node, ClassReader.EXPAND_FRAMES);
    } catch (RuntimeException e) {
      throw MalformedClassFileException.because(e);
    }
    return node;
  }
}
