package dev.fermata.demo.stepper.programs;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.sleep;
import static dev.fermata.async.Async.spawn;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.async.EventLoop;
import dev.fermata.async.testing.VirtualClock;
import java.util.concurrent.CompletableFuture;

/** Two orders and one barista: while one cup brews, the other order goes on. */
public final class CoffeeOrders {

  private CoffeeOrders() {}

  public static void main(String[] arguments) {
    int price = EventLoop.run(() -> morning(), new VirtualClock());
    System.out.println("paid " + price);
  }

  static CompletableFuture<Integer> morning() {
    var first = spawn(() -> order("espresso", 2));
    var second = spawn(() -> order("latte", 3));
    int sum = await(first);
    sum += await(second);
    return completedFuture(sum);
  }

  static CompletableFuture<Integer> order(String drink, int minutes) {
    int price = minutes * 10;
    System.out.println(drink + ": grinding");
    await(sleep(ofSeconds(1)));
    for (int minute = 1; minute < minutes; minute++) {
      System.out.println(drink + ": brewing, minute " + minute);
      await(sleep(ofSeconds(1)));
    }
    System.out.println(drink + ": ready");
    return completedFuture(price);
  }
}
