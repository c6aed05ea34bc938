package programs;

import static com.ea.async.Async.await;

import java.util.concurrent.CompletableFuture;

/** The first instruction is where a loop jumps back to. */
public class LoopAtTheBeginning {
  static int rounds;

  static CompletableFuture<Integer> count(CompletableFuture<Integer> stage) {
    while (rounds < 2) {
      rounds += await(stage);
    }
    return CompletableFuture.completedFuture(rounds);
  }

  public static void main(String[] args) {
    CompletableFuture<Integer> stage = new CompletableFuture<>();
    CompletableFuture<Integer> count = count(stage);
    stage.complete(1);
    System.out.println(count.join());
  }
}
