package dev.fermata.transform;

import dev.fermata.transform.model.Dialect;
import java.nio.charset.StandardCharsets;

/**
 * A quick look whether a class can concern us at all, before it is parsed: whoever awaits or says
 * {@code @AsyncMethod} has one of a few names in its constant pool, as plain ASCII.
 */
final class AwaitMention {

  // @AsyncMethod begins with the name of our Async.
  private static final byte[] FERMATA = bytes(Dialect.FERMATA);
  private static final byte[] EA_ASYNC = bytes(Dialect.EA_ASYNC);

  private AwaitMention() {}

  private static byte[] bytes(Dialect dialect) {
    return dialect.owner().getBytes(StandardCharsets.US_ASCII);
  }

  static boolean in(byte[] classFile) {
    for (int i = 0; i < classFile.length; i++) {
      byte first = classFile[i];
      if ((first == FERMATA[0] && matches(FERMATA, classFile, i))
          || (first == EA_ASYNC[0] && matches(EA_ASYNC, classFile, i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(byte[] name, byte[] classFile, int offset) {
    if (offset > classFile.length - name.length) {
      return false;
    }
    for (int i = 1; i < name.length; i++) {
      if (classFile[offset + i] != name[i]) {
        return false;
      }
    }
    return true;
  }
}
