package dev.fermata.demo.stepper.recorder.targets;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.sleep;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.async.EventLoop;
import dev.fermata.async.testing.VirtualClock;
import java.util.concurrent.CompletableFuture;

/** Has more locals than any frame has fields: they lie in arrays. */
public final class WideFrame {

  private final int base;

  private WideFrame(int base) {
    this.base = base;
  }

  public static void main(String[] arguments) {
    System.out.println(EventLoop.run(() -> new WideFrame(1).sum("of six"), new VirtualClock()));
  }

  CompletableFuture<String> sum(String what) {
    int a = base;
    long b = 2;
    double c = 3;
    char d = '4';
    boolean e = a < b;
    float f = 6;
    await(sleep(ofSeconds(1)));
    return completedFuture(what + " " + (base + a + b + c + d + f) + " " + e);
  }
}
