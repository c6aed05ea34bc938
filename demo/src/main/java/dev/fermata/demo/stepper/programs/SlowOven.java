package dev.fermata.demo.stepper.programs;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.blocking;
import static dev.fermata.async.Async.gather;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.async.EventLoop;
import dev.fermata.async.testing.VirtualClock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Blocking functions on threads of their own; the loop stays free. */
public final class SlowOven {

  private final ExecutorService ovens;

  private SlowOven(ExecutorService ovens) {
    this.ovens = ovens;
  }

  public static void main(String[] arguments) {
    ExecutorService ovens = Executors.newFixedThreadPool(2);
    try {
      EventLoop.run(() -> new SlowOven(ovens).breakfast(), new VirtualClock());
    } finally {
      ovens.shutdown();
    }
  }

  CompletableFuture<Void> breakfast() {
    var bread = toast("bread", 2);
    var roll = toast("roll", 3);
    System.out.println("laying the table");
    List<String> warm = await(gather(bread, roll));
    System.out.println("serving " + warm);
    return completedFuture(null);
  }

  CompletableFuture<String> toast(String what, int minutes) {
    String toasted = await(blocking(ovens, () -> bake(what, minutes)));
    return completedFuture("warm " + toasted);
  }

  /** Knows nothing of async: it holds the thread that calls it. */
  private static String bake(String what, int minutes) {
    for (int minute = 1; minute <= minutes; minute++) {
      System.out.println(what + ": minute " + minute);
    }
    return what;
  }
}
