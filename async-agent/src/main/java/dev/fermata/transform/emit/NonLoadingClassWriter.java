package dev.fermata.transform.emit;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/** Frames are emitted from plans, never computed: nobody has to ask for common superclasses. */
final class NonLoadingClassWriter extends ClassWriter {

  /**
   * @param source whose constants are copied; null for a class of its own
   */
  NonLoadingClassWriter(@Nullable ClassReader source) {
    super(source, COMPUTE_MAXS);
    // ASM's own limits are for untrusted input; a machine above 32 KB, whose jumps ASM has to
    // widen, can need more than 10 MB.
    setComputeLimits(Integer.MAX_VALUE, Long.MAX_VALUE);
  }

  @Override
  protected String getCommonSuperClass(String type1, String type2) {
    throw new IllegalStateException("no frame is computed: " + type1 + ", " + type2);
  }
}
