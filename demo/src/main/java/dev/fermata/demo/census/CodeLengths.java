package dev.fermata.demo.census;

import org.objectweb.asm.ClassReader;

/**
 * Reads the length of each method's code, which ASM's visitors do not tell. Walks the class file's
 * members with the reader's own primitives (JVMS 4.1, 4.5 to 4.7).
 */
final class CodeLengths {
  private final ClassReader file;
  private final char[] buffer;

  /** Where the walk stands. */
  private int offset;

  private CodeLengths(ClassReader file) {
    this.file = file;
    this.buffer = new char[file.getMaxStringLength()];
  }

  /** One length for each method, in the order of the class file; 0 for a method without code. */
  static int[] of(ClassReader file) {
    var walk = new CodeLengths(file);
    walk.skipToFields();
    walk.members();
    return walk.members();
  }

  private void skipToFields() {
    int interfaceCount = file.readUnsignedShort(file.header + 6);
    offset = file.header + 8 + 2 * interfaceCount;
  }

  private int[] members() {
    int[] lengths = new int[file.readUnsignedShort(offset)];
    offset += 2;
    for (int member = 0; member < lengths.length; member++) {
      lengths[member] = memberCodeLength();
    }
    return lengths;
  }

  private int memberCodeLength() {
    int codeLength = 0;
    int attributeCount = file.readUnsignedShort(offset + 6);
    offset += 8;
    for (int attribute = 0; attribute < attributeCount; attribute++) {
      if (file.readUTF8(offset, buffer).equals("Code")) {
        codeLength = file.readInt(offset + 10);
      }
      offset += 6 + file.readInt(offset + 2);
    }
    return codeLength;
  }
}
