package programs;

import static com.ea.async.Async.await;

import java.util.concurrent.CompletableFuture;

/** A class with an async method and one that awaits and returns a class of the JDK. */
public class MethodThatReturnsString {
  static String text(CompletableFuture<String> stage) {
    return await(stage);
  }

  static CompletableFuture<String> async(CompletableFuture<String> stage) {
    return CompletableFuture.completedFuture(await(stage));
  }

  public static void main(String[] args) {
    CompletableFuture<String> stage = new CompletableFuture<>();
    Thread completer = new Thread(() -> {
      while (stage.getNumberOfDependents() == 0) {
        Thread.yield();
      }
      stage.complete("suspended " + !someThreadBlocksInAwait());
    });
    completer.setDaemon(true);
    completer.start();
    System.out.println(async(stage).join());
  }

  static boolean someThreadBlocksInAwait() {
    for (StackTraceElement[] stack : Thread.getAllStackTraces().values()) {
      for (StackTraceElement element : stack) {
        if (element.getClassName().equals("com.ea.async.Async")) {
          return true;
        }
      }
    }
    return false;
  }
}
