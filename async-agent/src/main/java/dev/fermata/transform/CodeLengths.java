package dev.fermata.transform;

import dev.fermata.transform.plan.MethodPlan;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;

/** Bytes of code of each method of a class file. */
final class CodeLengths {

  private final ClassReader reader;
  private final char[] buffer;
  private final Map<MethodPlan.Key, Integer> lengths = new HashMap<>();

  private CodeLengths(ClassReader reader) {
    this.reader = reader;
    this.buffer = new char[reader.getMaxStringLength()];
  }

  static CodeLengths of(ClassReader reader) {
    var lengths = new CodeLengths(reader);
    lengths.readMethods();
    return lengths;
  }

  /** Of the named method; 0 when it has no code or does not exist. */
  int of(MethodPlan.Key method) {
    return lengths.getOrDefault(method, 0);
  }

  private void readMethods() {
    int offset = reader.header + 6;
    offset += 2 + 2 * reader.readUnsignedShort(offset); // interfaces
    int fields = reader.readUnsignedShort(offset);
    offset += 2;
    for (int i = 0; i < fields; i++) {
      offset = readMember(offset);
    }
    int methods = reader.readUnsignedShort(offset);
    offset += 2;
    for (int i = 0; i < methods; i++) {
      offset = readMember(offset);
    }
  }

  /** Returns the offset after the member, fields have no code. */
  private int readMember(int member) {
    int attributes = reader.readUnsignedShort(member + 6);
    int offset = member + 8;
    for (int i = 0; i < attributes; i++) {
      if ("Code".equals(reader.readUTF8(offset, buffer))) {
        var key =
            new MethodPlan.Key(
                reader.readUTF8(member + 2, buffer), reader.readUTF8(member + 4, buffer));
        lengths.put(key, reader.readInt(offset + 10)); // after length, max stack, max locals
      }
      offset += 6 + reader.readInt(offset + 2);
    }
    return offset;
  }
}
