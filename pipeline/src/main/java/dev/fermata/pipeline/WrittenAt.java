package dev.fermata.pipeline;

import java.util.Set;

/** Finds the line of user code that a builder was called from. */
final class WrittenAt {
  private static final Set<String> OURS =
      Set.of(
          WrittenAt.class.getName(),
          DefinitionBuilder.class.getName(),
          Builder.class.getName(),
          Pipeline.class.getName(),
          Sources.class.getName(),
          PathBuilder.class.getName());

  private static final StackTraceElement UNKNOWN =
      new StackTraceElement("unknown", "unknown", null, -1);

  private WrittenAt() {}

  static StackTraceElement caller() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .filter(frame -> !OURS.contains(frame.getClassName()))
                    .findFirst()
                    .map(StackWalker.StackFrame::toStackTraceElement)
                    .orElse(UNKNOWN));
  }
}
