package dev.fermata.pipeline.definition;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** One kind of stage each. Names need not be unique here; the graph makes them so. */
public sealed interface StageDefinition {

  String name();

  /** The place where the stage was added. */
  StackTraceElement origin();

  String describe();

  /** A stage that applies an operation to each item. */
  sealed interface Pipe extends StageDefinition {
    StageSettings settings();

    @Override
    default String describe() {
      return name() + " (" + settings() + ")";
    }
  }

  /** The operation is an async method: called on the loop, its future is awaited. */
  record AsyncPipe(
      String name,
      Function<Object, CompletionStage<Object>> operation,
      StageSettings settings,
      StackTraceElement origin)
      implements Pipe {
    @Override
    public String toString() {
      return describe();
    }
  }

  /** The operation may block: called on an executor. */
  record BlockingPipe(
      String name,
      Function<Object, Object> operation,
      StageSettings settings,
      StackTraceElement origin)
      implements Pipe {
    @Override
    public String toString() {
      return describe();
    }
  }

  /** Collects {@code count} items into a list; the last list may be shorter, or be dropped. */
  record Aggregate(String name, int count, boolean dropLast, StackTraceElement origin)
      implements StageDefinition {
    @Override
    public String describe() {
      return name + " (" + count + (dropLast ? ", drops the last if shorter)" : ")");
    }
  }

  /** Hands on the elements of each item, which must be an {@link Iterable}. */
  record Disaggregate(String name, StackTraceElement origin) implements StageDefinition {
    @Override
    public String describe() {
      return name;
    }
  }
}
