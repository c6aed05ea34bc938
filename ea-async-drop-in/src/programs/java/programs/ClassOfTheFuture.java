package programs;

import static com.ea.async.Async.await;

import java.util.concurrent.CompletableFuture;

/** Of which class the future is that a suspended method returns. */
public class ClassOfTheFuture {
  static CompletableFuture<String> method(CompletableFuture<String> stage) {
    return CompletableFuture.completedFuture(await(stage));
  }

  public static void main(String[] args) {
    System.out.println(method(new CompletableFuture<>()).getClass() == CompletableFuture.class);
  }
}
