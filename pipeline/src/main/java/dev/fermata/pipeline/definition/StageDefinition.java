package dev.fermata.pipeline.definition;

import dev.fermata.pipeline.operation.Aggregator;
import dev.fermata.pipeline.operation.EmittingOperation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** One kind of stage each. Names need not be unique here; the graph makes them so. */
public sealed interface StageDefinition {

  String name();

  /** The place where the stage was added. */
  StackTraceElement origin();

  String describe();

  /** A stage that applies an operation to each item. */
  sealed interface Pipe extends StageDefinition {
    StageSettings settings();

    /** What the user gave, of whatever type. */
    Object operation();

    /** The same stage, worked in another way. */
    Pipe with(StageSettings other);

    @Override
    default String describe() {
      return name() + " (" + settings() + OperationOrigin.of(operation(), null) + ")";
    }
  }

  /** A pipe whose operation has any number of results for one item. */
  sealed interface OneToMany extends Pipe {}

  /**
   * The operation is an async method: called on the loop, its future is awaited.
   *
   * @param method its class and name, where they are known
   */
  record AsyncPipe(
      String name,
      Function<Object, CompletionStage<Object>> operation,
      Optional<String> method,
      StageSettings settings,
      StackTraceElement origin)
      implements Pipe {
    @Override
    public AsyncPipe with(StageSettings other) {
      return new AsyncPipe(name, operation, method, other, origin);
    }

    @Override
    public String describe() {
      return name + " (" + settings + OperationOrigin.of(operation, method.orElse(null)) + ")";
    }

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
    public BlockingPipe with(StageSettings other) {
      return new BlockingPipe(name, operation, other, origin);
    }

    @Override
    public String toString() {
      return describe();
    }
  }

  /**
   * The operation may block and returns any number of results: called on an executor and iterated
   * there.
   *
   * @param operation returns an {@link Iterable}, an {@link java.util.Iterator} or a stream
   */
  record ManyPipe(
      String name,
      Function<Object, Object> operation,
      StageSettings settings,
      StackTraceElement origin)
      implements OneToMany {
    @Override
    public ManyPipe with(StageSettings other) {
      return new ManyPipe(name, operation, other, origin);
    }

    @Override
    public String toString() {
      return describe();
    }
  }

  /** The operation is an async method that emits any number of results. */
  record EmittingPipe(
      String name,
      EmittingOperation<Object, Object> operation,
      StageSettings settings,
      StackTraceElement origin)
      implements OneToMany {
    @Override
    public EmittingPipe with(StageSettings other) {
      return new EmittingPipe(name, operation, other, origin);
    }

    @Override
    public String toString() {
      return describe();
    }
  }

  /**
   * Collects {@code count} items into a list; the last list may be shorter, or be dropped.
   *
   * @param within how long after its first item a list is handed on even if it is not full
   */
  record Aggregate(
      String name, int count, boolean dropLast, Optional<Duration> within, StackTraceElement origin)
      implements StageDefinition {
    @Override
    public String describe() {
      return name
          + " ("
          + count
          + within.map(limit -> " or after " + limit).orElse("")
          + (dropLast ? ", drops the last if shorter)" : ")");
    }
  }

  /** Collects items as the user's aggregator does; each run has one of its own. */
  record Collect(
      String name,
      Supplier<? extends Aggregator<Object, Object>> aggregator,
      StackTraceElement origin)
      implements StageDefinition {
    @Override
    public String describe() {
      return name;
    }
  }

  /** Sends items down one of several paths each, and joins what comes out. */
  sealed interface Route extends StageDefinition {
    /** The stages of each path, in the order in which an item passes them. */
    List<List<StageDefinition>> paths();

    @Override
    default String describe() {
      return name() + " of " + paths().size() + (paths().size() == 1 ? " path" : " paths");
    }
  }

  /** Each item takes the path whose number the router gives; joined as they arrive. */
  record ItemRoute(
      String name,
      ToIntFunction<Object> router,
      List<List<StageDefinition>> paths,
      StackTraceElement origin)
      implements Route {
    public ItemRoute {
      paths = paths.stream().map(List::copyOf).toList();
    }
  }

  /**
   * Each item is a list, of which each element takes the path whose number the router gives for it;
   * the lists that come out of the paths are joined in the order of the paths.
   */
  record BatchRoute(
      String name,
      Function<List<Object>, List<Integer>> router,
      List<List<StageDefinition>> paths,
      StackTraceElement origin)
      implements Route {
    public BatchRoute {
      paths = paths.stream().map(List::copyOf).toList();
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
