package programs;

import static com.ea.async.Async.await;

import java.util.concurrent.CompletableFuture;

/** A loop over an array. */
public class ArrayLoop {
  static CompletableFuture<Integer> sum(CompletableFuture<Integer>[] stages) {
    int sum = 0;
    for (CompletableFuture<Integer> stage : stages) {
      sum += await(stage);
    }
    return CompletableFuture.completedFuture(sum);
  }

  @SuppressWarnings("unchecked")
  public static void main(String[] args) {
    CompletableFuture<Integer> stage = new CompletableFuture<>();
    CompletableFuture<Integer> sum = sum(new CompletableFuture[] {stage, stage});
    stage.complete(21);
    System.out.println(sum.join());
  }
}
