package dev.fermata.transform.targets;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.transform.harness.Script;
import java.util.concurrent.CompletableFuture;

/** Synchronized blocks that are left before an await. */
public final class Monitors {

  private static final Object LOCK = new Object();

  static CompletableFuture<String> leftBeforeAwait(Script s) {
    String t;
    synchronized (LOCK) {
      t = s.noted("locked") + Thread.holdsLock(LOCK);
    }
    t += await(s.value("a"));
    synchronized (LOCK) {
      t += "again";
    }
    return completedFuture(t + await(s.value("b")) + Thread.holdsLock(LOCK));
  }

  static CompletableFuture<String> leftByThrow(Script s) {
    try {
      synchronized (LOCK) {
        if (s.noted(true)) {
          throw new IllegalStateException("inside");
        }
      }
    } catch (IllegalStateException e) {
      return completedFuture(e.getMessage() + await(s.value("outside")) + Thread.holdsLock(LOCK));
    }
    return completedFuture("never");
  }

  static CompletableFuture<String> leftByJumps(Script s) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      synchronized (LOCK) {
        if (i == 1) {
          continue;
        }
        if (i == 3) {
          break;
        }
        synchronized (all) {
          all.append(i);
        }
      }
      all.append(await(s.value("x")));
    }
    return completedFuture(all.toString());
  }

  // await as the operand of synchronized, before the monitor is entered
  static CompletableFuture<String> awaitedLock(Script s) {
    synchronized (await(s.value(LOCK.getClass()))) {
      s.note("in");
    }
    return completedFuture(await(s.value("out")));
  }

  static CompletableFuture<String> inLambdaOfSynchronizedBlock(Script s) {
    java.util.function.Supplier<CompletableFuture<String>> later;
    synchronized (LOCK) {
      later = () -> completedFuture(await(s.value("later")));
    }
    return completedFuture(await(later.get()));
  }
}
