package dev.fermata.pipeline.definition;

import org.jspecify.annotations.Nullable;

/** What of a user's code an operation is, as far as Java tells. */
final class OperationOrigin {
  private OperationOrigin() {}

  /**
   * For a description of the stage: the method if it is known, or the class if it has a name. A
   * lambda has neither, and stands where its stage was written.
   */
  static String of(Object operation, @Nullable String method) {
    if (method != null) {
      return ", runs " + method;
    }
    Class<?> type = operation.getClass();
    return type.isSynthetic() || type.isHidden() ? "" : ", runs " + type.getTypeName();
  }
}
