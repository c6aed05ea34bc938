package dev.fermata.benchmarks.pipeline;

import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** RxJava: {@code concatMapEager} in order, {@code flatMap} without. */
final class OnRxJava {

  private OnRxJava() {}

  static int count(
      List<Integer> items, Shape shape, Function<Integer, CompletableFuture<Integer>> operation) {
    Flowable<Integer> flow = Flowable.fromIterable(items).subscribeOn(Schedulers.single());
    for (int i = 0; i < shape.stages(); i++) {
      flow =
          shape.ordered()
              ? flow.concatMapEager(
                  item -> Flowable.fromCompletionStage(operation.apply(item)),
                  shape.concurrency(),
                  1)
              : flow.flatMap(
                  item -> Flowable.fromCompletionStage(operation.apply(item)), shape.concurrency());
    }
    return flow.count().blockingGet().intValue();
  }
}
