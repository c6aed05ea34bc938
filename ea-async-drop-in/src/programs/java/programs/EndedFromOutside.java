package programs;

import static com.ea.async.Async.await;

import java.util.concurrent.CompletableFuture;

/** Its future is cancelled while the method waits for the first time. */
public class EndedFromOutside {
  static CompletableFuture<String> method(CompletableFuture<String> stage) {
    try {
      return CompletableFuture.completedFuture(await(stage));
    } finally {
      System.out.println("finally");
    }
  }

  public static void main(String[] args) {
    CompletableFuture<String> stage = new CompletableFuture<>();
    CompletableFuture<String> result = method(stage);
    result.cancel(true);
    stage.complete("value");
    System.out.println("cancelled " + result.isCancelled());
  }
}
