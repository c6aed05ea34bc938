package programs;

import static com.ea.async.Async.await;

import java.util.concurrent.CompletableFuture;

/** A future that nobody but its owner can make. */
public class NoDefaultConstructor {
  public static class Named extends CompletableFuture<String> {
    Named(String name) {
      complete(name);
    }
  }

  static Named named(CompletableFuture<String> stage) {
    return new Named(await(stage));
  }

  public static void main(String[] args) {
    CompletableFuture<String> stage = new CompletableFuture<>();
    Thread completer = new Thread(() -> {
      while (stage.getNumberOfDependents() == 0) {
        Thread.yield();
      }
      stage.complete("blocked");
    });
    completer.setDaemon(true);
    completer.start();
    System.out.println(named(stage).join());
  }
}
