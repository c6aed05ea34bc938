package dev.fermata.benchmarks.pipeline;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Reactor: {@code flatMapSequential} in order, {@code flatMap} without. */
final class OnReactor {

  private OnReactor() {}

  static int count(
      List<Integer> items, Shape shape, Function<Integer, CompletableFuture<Integer>> operation) {
    Flux<Integer> flux = Flux.fromIterable(items).subscribeOn(Schedulers.single());
    for (int i = 0; i < shape.stages(); i++) {
      flux =
          shape.ordered()
              ? flux.flatMapSequential(
                  item -> Mono.fromFuture(operation.apply(item)), shape.concurrency())
              : flux.flatMap(item -> Mono.fromFuture(operation.apply(item)), shape.concurrency());
    }
    return Objects.requireNonNull(flux.count().block()).intValue();
  }
}
