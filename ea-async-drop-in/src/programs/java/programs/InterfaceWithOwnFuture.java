package programs;

import static com.ea.async.Async.await;

import java.util.concurrent.CompletableFuture;

/** A default method that returns a subclass of CompletableFuture. */
public class InterfaceWithOwnFuture {
  public static class Own<T> extends CompletableFuture<T> {}

  interface Named {
    CompletableFuture<String> name();

    default Own<String> greeting() {
      Own<String> own = new Own<>();
      own.complete("hello " + await(name()));
      return own;
    }
  }

  public static void main(String[] args) {
    CompletableFuture<String> name = new CompletableFuture<>();
    Named named = () -> name;
    Own<String> greeting = named.greeting();
    name.complete("world");
    System.out.println(greeting.join());
  }
}
