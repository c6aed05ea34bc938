package dev.fermata.demo.stepper.recorder.targets;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.sleep;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.async.EventLoop;
import dev.fermata.async.testing.VirtualClock;
import java.util.concurrent.CompletableFuture;

/** So long a state machine that methods of their own save its locals. */
public final class ManyAwaits {

  private ManyAwaits() {}

  public static void main(String[] arguments) {
    System.out.println(EventLoop.run(() -> sums(1), new VirtualClock()));
  }

  static CompletableFuture<Long> sums(long a) {
    long b = 2;
    long c = 3;
    String d = "d";
    a += await(later(b + c));
    b += await(later(a + d.length()));
    c += await(later(a + b));
    a += await(later(b + c));
    b += await(later(a + d.length()));
    c += await(later(a + b));
    a += await(later(b + c));
    b += await(later(a + d.length()));
    c += await(later(a + b));
    a += await(later(b + c));
    b += await(later(a + d.length()));
    c += await(later(a + b));
    a += await(later(b + c));
    b += await(later(a + d.length()));
    c += await(later(a + b));
    a += await(later(b + c));
    b += await(later(a + d.length()));
    c += await(later(a + b));
    a += await(later(b + c));
    b += await(later(a + d.length()));
    c += await(later(a + b));
    a += await(later(b + c));
    b += await(later(a + d.length()));
    c += await(later(a + b));
    a += await(later(b + c));
    b += await(later(a + d.length()));
    c += await(later(a + b));
    a += await(later(b + c));
    b += await(later(a + d.length()));
    c += await(later(a + b));
    a += await(later(b + c));
    b += await(later(a + d.length()));
    c += await(later(a + b));
    a += await(later(b + c));
    b += await(later(a + d.length()));
    c += await(later(a + b));
    a += await(later(b + c));
    b += await(later(a + d.length()));
    c += await(later(a + b));
    a += await(later(b + c));
    b += await(later(a + d.length()));
    c += await(later(a + b));
    a += await(later(b + c));
    b += await(later(a + d.length()));
    c += await(later(a + b));
    a += await(later(b + c));
    b += await(later(a + d.length()));
    c += await(later(a + b));
    a += await(later(b + c));
    b += await(later(a + d.length()));
    c += await(later(a + b));
    a += await(later(b + c));
    b += await(later(a + d.length()));
    c += await(later(a + b));
    a += await(later(b + c));
    b += await(later(a + d.length()));
    c += await(later(a + b));
    a += await(later(b + c));
    b += await(later(a + d.length()));
    c += await(later(a + b));
    a += await(later(b + c));
    b += await(later(a + d.length()));
    c += await(later(a + b));
    a += await(later(b + c));
    b += await(later(a + d.length()));
    c += await(later(a + b));
    a += await(later(b + c));
    b += await(later(a + d.length()));
    c += await(later(a + b));
    a += await(later(b + c));
    b += await(later(a + d.length()));
    c += await(later(a + b));
    return completedFuture(a + b + c + d.length());
  }

  private static CompletableFuture<Long> later(long value) {
    await(sleep(ofSeconds(1)));
    return completedFuture(value % 10);
  }
}
