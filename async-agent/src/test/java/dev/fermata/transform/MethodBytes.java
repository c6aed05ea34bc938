package dev.fermata.transform;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;

/** The raw {@code method_info} structures of a class file. */
final class MethodBytes {

  private MethodBytes() {}

  /** By name and descriptor, in the order of the class file. */
  static Map<String, byte[]> of(byte[] classFile) {
    var reader = new ClassReader(classFile);
    var buffer = new char[reader.getMaxStringLength()];
    int offset = reader.header + 6;
    offset += 2 + 2 * reader.readUnsignedShort(offset);
    int fields = reader.readUnsignedShort(offset);
    offset += 2;
    for (int i = 0; i < fields; i++) {
      offset = end(reader, offset);
    }
    int methods = reader.readUnsignedShort(offset);
    offset += 2;
    Map<String, byte[]> byName = new LinkedHashMap<>();
    for (int i = 0; i < methods; i++) {
      int end = end(reader, offset);
      String name = reader.readUTF8(offset + 2, buffer) + reader.readUTF8(offset + 4, buffer);
      byName.put(name, Arrays.copyOfRange(classFile, offset, end));
      offset = end;
    }
    return byName;
  }

  private static int end(ClassReader reader, int member) {
    int attributes = reader.readUnsignedShort(member + 6);
    int offset = member + 8;
    for (int i = 0; i < attributes; i++) {
      offset += 6 + reader.readInt(offset + 2);
    }
    return offset;
  }
}
