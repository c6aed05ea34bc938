package programs;

import static com.ea.async.Async.await;

import com.ea.async.Async;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Where an await has nothing to return, it blocks. */
public class Blocking {
  final String value;

  Blocking(CompletableFuture<String> stage) {
    value = await(stage);
  }

  static void nothing(CompletableFuture<String> stage) {
    System.out.println("void " + await(stage));
  }

  static int number(CompletionStage<Integer> stage) {
    return await(stage) + 1;
  }

  static String object(CompletableFuture<String> stage) {
    try {
      return await(stage).toUpperCase();
    } catch (CompletionException e) {
      return "layer of " + e.getCause();
    }
  }

  /** Completes only once somebody waits for it. */
  static <T> CompletableFuture<T> later(T value) {
    CompletableFuture<T> future = new CompletableFuture<>();
    Thread completer = new Thread(() -> {
      while (future.getNumberOfDependents() == 0) {
        Thread.yield();
      }
      future.complete(value);
    });
    completer.setDaemon(true);
    completer.start();
    return future;
  }

  static class Initialised {
    static final String VALUE = await(later("initialised"));
  }

  public static void main(String[] args) {
    nothing(later("a"));
    System.out.println(number(later(41)));
    System.out.println(object(later("text")));
    CompletableFuture<String> failed = new CompletableFuture<>();
    failed.completeExceptionally(new IllegalStateException("broken"));
    System.out.println(object(failed));
    System.out.println(new Blocking(later("constructed")).value);
    System.out.println(Initialised.VALUE);
    Runnable lambda = () -> System.out.println("lambda " + await(later("in Runnable")));
    lambda.run();
    Function<CompletableFuture<String>, String> reference = Async::await;
    System.out.println(reference.apply(CompletableFuture.completedFuture("reference")));
  }
}
