package dev.fermata.pipeline.definition;

/** Where the items come from. */
public sealed interface SourceDefinition {

  /** The place where the source was given. */
  StackTraceElement origin();

  String describe();

  /** Read once per run, on a thread that may block. */
  record IterableSource(Iterable<?> items, StackTraceElement origin) implements SourceDefinition {
    @Override
    public String describe() {
      return "source " + items.getClass().getName();
    }
  }
}
