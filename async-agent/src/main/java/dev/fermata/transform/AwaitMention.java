package dev.fermata.transform;

import dev.fermata.transform.model.RuntimeNames;
import java.nio.charset.StandardCharsets;

/**
 * A quick look whether a class can concern us at all, before it is parsed: whoever awaits or says
 * {@code @AsyncMethod} has one of the two names in its constant pool, as plain ASCII.
 */
final class AwaitMention {

  private static final byte[] PACKAGE = RuntimeNames.ASYNC.getBytes(StandardCharsets.US_ASCII);

  private AwaitMention() {}

  static boolean in(byte[] classFile) {
    byte first = PACKAGE[0];
    int last = classFile.length - PACKAGE.length;
    for (int i = 0; i <= last; i++) {
      if (classFile[i] == first && matches(classFile, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(byte[] classFile, int offset) {
    for (int i = 1; i < PACKAGE.length; i++) {
      if (classFile[offset + i] != PACKAGE[i]) {
        return false;
      }
    }
    return true;
  }
}
