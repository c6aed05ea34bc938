package dev.fermata.conformance.debugger;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.concurrent.CompletableFuture;

/** The program that is debugged. The comments name lines for the test. */
final class Debuggee {

  private final String shop = "corner shop";

  private CompletableFuture<Integer> total(CompletableFuture<Integer> price, int count) {
    String label = "hats"; // before
    long factor = count * 10L;
    int unit = await(price); // await
    long sum = factor * unit; // after
    int rounded = (int) sum; // next
    return completedFuture(rounded + label.length() + shop.length()); // return
  }

  public static void main(String[] args) {
    var price = new CompletableFuture<Integer>();
    CompletableFuture<Integer> total = new Debuggee().total(price, 3); // caller
    System.out.println("suspended"); // suspended
    price.complete(7);
    System.out.println("total " + total.join()); // completed
    new Debuggee().total(completedFuture(7), 3);
  }
}
