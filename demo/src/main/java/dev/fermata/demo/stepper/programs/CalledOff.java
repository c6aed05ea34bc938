package dev.fermata.demo.stepper.programs;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.sleep;
import static dev.fermata.async.Async.spawn;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.async.EventLoop;
import dev.fermata.async.testing.VirtualClock;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** A task is cancelled: its await throws, and its finally block cleans up, at leisure. */
public final class CalledOff {

  private CalledOff() {}

  public static void main(String[] arguments) {
    EventLoop.run(() -> evening(), new VirtualClock());
  }

  static CompletableFuture<Void> evening() {
    var concert = spawn(() -> concert());
    await(sleep(ofSeconds(3)));
    System.out.println("a power cut!");
    concert.cancel(true);
    try {
      await(concert);
    } catch (CancellationException calledOff) {
      System.out.println("everybody goes home");
    }
    return completedFuture(null);
  }

  static CompletableFuture<Void> concert() {
    int lights = 12;
    try {
      await(movement("allegro", 2));
      await(movement("adagio", 5));
      return completedFuture(null);
    } finally {
      System.out.println("putting out " + lights + " lights");
      await(sleep(ofSeconds(1)));
      System.out.println("the hall is dark");
    }
  }

  static CompletableFuture<Void> movement(String name, int minutes) {
    System.out.println(name + " begins");
    await(sleep(ofSeconds(minutes)));
    System.out.println(name + " ends");
    return completedFuture(null);
  }
}
