package dev.fermata.demo.stepper.recorder;

import static java.util.function.Predicate.not;

import com.sun.jdi.Field;
import com.sun.jdi.Method;
import com.sun.jdi.Value;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/**
 * The object that a lambda or a method reference is at run time: of a hidden class, with a field
 * for each value that it remembers, and a method that calls the one that was written.
 */
record Lambda(Mirror object) {

  private static final int MAGIC = 0xCAFEBABE;
  private static final String FIELD = "arg$";

  static boolean isLambda(Mirror object) {
    return object.className().contains("$$Lambda");
  }

  /** What the lambda remembers, in the order of the source. */
  List<Value> captured() {
    return object.object().referenceType().fields().stream()
        .filter(not(Field::isStatic))
        .sorted(Comparator.comparingInt(Lambda::place))
        .map(object.object()::getValue)
        .filter(Objects::nonNull)
        .toList();
  }

  private static int place(Field field) {
    if (!field.name().startsWith(FIELD)) {
      throw new UnknownInternals("a lambda remembers something as " + field.name());
    }
    return Integer.parseInt(field.name().substring(FIELD.length()));
  }

  /** The method that was written, as its source names it. */
  String method() {
    Method caller =
        object.object().referenceType().methods().stream()
            .filter(not(Method::isConstructor))
            .filter(not(Method::isStatic))
            .findFirst()
            .orElseThrow(() -> new UnknownInternals(object.className() + " has no method"));
    return MachineNames.source(onlyCall(caller));
  }

  /** The name of the one method that {@code caller} calls, among loads and casts. */
  private static String onlyCall(Method caller) {
    byte[] code = caller.bytecodes();
    for (int at = 0; at < code.length; at += length(code[at] & 0xff)) {
      int opcode = code[at] & 0xff;
      if (opcode >= Opcodes.INVOKEVIRTUAL && opcode <= Opcodes.INVOKEINTERFACE) {
        int item = ((code[at + 1] & 0xff) << 8) | (code[at + 2] & 0xff);
        return methodName(constants(caller), item);
      }
    }
    throw new UnknownInternals(caller + " calls nothing");
  }

  private static int length(int opcode) {
    return switch (opcode) {
      case Opcodes.GETFIELD, Opcodes.CHECKCAST, Opcodes.NEW -> 3;
      case Opcodes.ILOAD, Opcodes.LLOAD, Opcodes.FLOAD, Opcodes.DLOAD, Opcodes.ALOAD -> 2;
      default -> 1;
    };
  }

  private static String methodName(ClassReader constants, int item) {
    int nameAndType = constants.getItem(constants.readUnsignedShort(constants.getItem(item) + 2));
    return constants.readUTF8(nameAndType, new char[constants.getMaxStringLength()]);
  }

  /** The beginning of a class file, as far as the constants go. */
  private static ClassReader constants(Method method) {
    byte[] pool = method.declaringType().constantPool();
    int end = 24; // what else the reader looks at: access flags and counts, all zero
    var file =
        ByteBuffer.allocate(10 + pool.length + end)
            .putInt(MAGIC)
            .putInt(Opcodes.V17)
            .putShort((short) method.declaringType().constantPoolCount())
            .put(pool);
    return new ClassReader(file.array());
  }
}
