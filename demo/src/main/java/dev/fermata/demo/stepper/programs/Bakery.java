package dev.fermata.demo.stepper.programs;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.gather;
import static dev.fermata.async.Async.sleep;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.async.AsyncQueue;
import dev.fermata.async.EventLoop;
import dev.fermata.async.QueueClosedException;
import dev.fermata.async.testing.VirtualClock;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A baker and a seller with a small shelf between them: whoever is ahead waits. */
public final class Bakery {

  private Bakery() {}

  public static void main(String[] arguments) {
    EventLoop.run(() -> day(), new VirtualClock());
  }

  static CompletableFuture<List<Integer>> day() {
    var shelf = new AsyncQueue<String>(1);
    return gather(baker(shelf), seller(shelf));
  }

  static CompletableFuture<Integer> baker(AsyncQueue<String> shelf) {
    int baked = 0;
    for (String cake : List.of("plum", "apple", "cherry")) {
      await(shelf.put(cake));
      baked++;
      System.out.println(cake + " is on the shelf");
    }
    shelf.close();
    return completedFuture(baked);
  }

  static CompletableFuture<Integer> seller(AsyncQueue<String> shelf) {
    int sold = 0;
    try {
      while (true) {
        String cake = await(shelf.get());
        System.out.println("selling " + cake);
        await(sleep(ofSeconds(2)));
        sold++;
      }
    } catch (QueueClosedException closingTime) {
      return completedFuture(sold);
    }
  }
}
