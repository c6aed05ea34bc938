package dev.fermata.benchmarks.pipeline;

import dev.fermata.benchmarks.VirtualThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * By hand: bounded blocking queues between virtual threads. In order, a queue of the operations'
 * futures stands between the threads that start them and the one that waits for them.
 */
final class OnThreads {

  private static final int BUFFER = 2;
  private static final Integer END = Integer.MIN_VALUE;

  private OnThreads() {}

  static int count(
      List<Integer> items, Shape shape, Function<Integer, CompletableFuture<Integer>> operation) {
    BlockingQueue<Integer> head = new ArrayBlockingQueue<>(BUFFER);
    start(
        () -> {
          for (Integer item : items) {
            head.put(item);
          }
          head.put(END);
        });
    BlockingQueue<Integer> last = head;
    for (int i = 0; i < shape.stages(); i++) {
      last = shape.ordered() ? inOrder(last, shape, operation) : anyOrder(last, shape, operation);
    }
    return countUntilEnd(last);
  }

  private static int countUntilEnd(BlockingQueue<Integer> last) {
    try {
      int count = 0;
      while (!last.take().equals(END)) {
        count++;
      }
      return count;
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  private static BlockingQueue<Integer> anyOrder(
      BlockingQueue<Integer> from,
      Shape shape,
      Function<Integer, CompletableFuture<Integer>> operation) {
    var to = new ArrayBlockingQueue<Integer>(BUFFER);
    var workers = new ArrayList<CompletableFuture<Void>>();
    for (int i = 0; i < shape.concurrency(); i++) {
      var done = new CompletableFuture<Void>();
      workers.add(done);
      start(
          () -> {
            for (Integer item = from.take(); !item.equals(END); item = from.take()) {
              to.put(operation.apply(item).get());
            }
            from.put(END);
            done.complete(null);
          });
    }
    start(
        () -> {
          for (var worker : workers) {
            worker.get();
          }
          to.put(END);
        });
    return to;
  }

  private static BlockingQueue<Integer> inOrder(
      BlockingQueue<Integer> from,
      Shape shape,
      Function<Integer, CompletableFuture<Integer>> operation) {
    var to = new ArrayBlockingQueue<Integer>(BUFFER);
    var inFlight = new ArrayBlockingQueue<Future<Integer>>(shape.concurrency());
    start(
        () -> {
          for (Integer item = from.take(); !item.equals(END); item = from.take()) {
            Integer each = item;
            var result = new CompletableFuture<Integer>();
            inFlight.put(result);
            start(() -> result.complete(operation.apply(each).get()));
          }
          inFlight.put(CompletableFuture.completedFuture(END));
        });
    start(
        () -> {
          Integer result;
          do {
            result = inFlight.take().get();
            to.put(result);
          } while (!result.equals(END));
        });
    return to;
  }

  private interface Body {
    void run() throws Exception;
  }

  private static void start(Body body) {
    VirtualThreads.start(
        () -> {
          try {
            body.run();
          } catch (Exception failure) {
            throw new AssertionError(failure);
          }
        });
  }
}
