package programs;

import static com.ea.async.Async.await;

import java.util.concurrent.CompletableFuture;

/** Whoever ends the future of a method does not end the method. */
public class Cancelling {
  static CompletableFuture<String> method(CompletableFuture<String> stage) {
    CompletableFuture<String> gate = new CompletableFuture<>();
    CompletableFuture<String> result = method(gate, stage);
    gate.complete("open");
    return result;
  }

  static CompletableFuture<String> method(
      CompletableFuture<String> gate, CompletableFuture<String> stage) {
    System.out.println("gate " + await(gate));
    try {
      String text = await(stage);
      System.out.println("runs on with " + text);
      return CompletableFuture.completedFuture(text);
    } finally {
      System.out.println("finally");
    }
  }

  static CompletableFuture<String> outer(CompletableFuture<String> inner) {
    try {
      return CompletableFuture.completedFuture("outer " + await(inner));
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture("outer caught " + e.getClass().getSimpleName());
    }
  }

  public static void main(String[] args) {
    CompletableFuture<String> stage = new CompletableFuture<>();
    CompletableFuture<String> result = method(stage);
    System.out.println("cancel " + result.cancel(true) + " " + result.isDone() + " "
        + result.isCancelled() + ", stage " + stage.isCancelled());
    System.out.println("complete " + stage.complete("value") + ", result " + result.isCancelled());

    CompletableFuture<String> second = new CompletableFuture<>();
    CompletableFuture<String> inner = method(second);
    CompletableFuture<String> outer = outer(inner);
    System.out.println("cancel " + inner.cancel(false) + ", outer " + outer.join());
    second.complete("late");

    CompletableFuture<String> third = new CompletableFuture<>();
    CompletableFuture<String> forced = method(third);
    System.out.println("forced " + forced.complete("by hand") + " " + forced.join());
    third.complete("too late");
    System.out.println("again " + forced.complete("twice") + " " + forced.join());
  }
}
