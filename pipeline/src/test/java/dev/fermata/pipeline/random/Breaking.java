package dev.fermata.pipeline.random;

import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.pipeline.Builder;
import dev.fermata.pipeline.operation.Aggregator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** A stage that lets all pass but one item, at which it ends the pipeline. */
final class Breaking implements RandomStage {
  private enum Kind {
    ASYNC,
    BLOCKING,
    MANY,
    AGGREGATOR,
    ROUTER,
    BUDGET,
    LETTERS,
    KEY
  }

  private final Kind kind;
  private final String victim;
  private final int concurrency;
  final AssertionError failure;

  Breaking(Random random, String victim) {
    kind = Kind.values()[random.nextInt(Kind.values().length)];
    concurrency = 1 + random.nextInt(4);
    this.victim = victim;
    failure = new AssertionError("at " + victim);
  }

  @Override
  public Builder<String> addTo(Builder<String> before, Order order) {
    return switch (kind) {
      case ASYNC ->
          before.pipe(
              "breaks",
              x -> completedFuture(breakAt(x)),
              s -> s.concurrency(concurrency).ordered());
      case BLOCKING ->
          before.pipeBlocking("breaks", this::breakAt, s -> s.concurrency(concurrency).ordered());
      case MANY ->
          before.pipeStream(
              "breaks",
              x -> List.of(x).stream().peek(this::breakAt),
              s -> s.concurrency(concurrency).ordered());
      case AGGREGATOR -> before.aggregate("breaks", Passing::new);
      case ROUTER ->
          before.pathVariants(x -> breakAt(x).length() - x.length(), List.of(path -> path));
      case BUDGET ->
          before.pipe(
              "breaks",
              x ->
                  x.equals(victim)
                      ? CompletableFuture.failedFuture(new Exception(failure))
                      : completedFuture(x),
              s -> s.concurrency(concurrency).ordered().maxFailures(0));
      case LETTERS ->
          before.pipe(
              "breaks",
              x ->
                  x.equals(victim)
                      ? CompletableFuture.failedFuture(new Exception("at " + victim))
                      : completedFuture(x),
              s ->
                  s.concurrency(concurrency)
                      .ordered()
                      .deadLetters(x -> breakAt((String) x.item())));
      case KEY ->
          before.pipe(
              "breaks",
              x -> completedFuture(x),
              s -> s.concurrency(concurrency).ordered().<String>orderedBy(this::breakAt));
    };
  }

  private String breakAt(String item) {
    if (item.equals(victim)) {
      throw failure;
    }
    return item;
  }

  private final class Passing implements Aggregator<String, String> {
    @Override
    public Optional<String> accumulate(String item) {
      return Optional.of(breakAt(item));
    }

    @Override
    public Optional<String> flush() {
      return Optional.empty();
    }
  }

  @Override
  public List<String> expected(List<String> items, Order order, List<String> failed) {
    int end = items.indexOf(victim);
    return end < 0 ? items : items.subList(0, end);
  }

  @Override
  public Order after(Order before) {
    return before;
  }

  @Override
  public List<String> faults(boolean complete) {
    return List.of();
  }

  @Override
  public String toString() {
    return kind + " breaks at " + victim + " x" + concurrency;
  }
}
