package dev.fermata.transform.targets.java25;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.transform.harness.Script;
import java.util.concurrent.CompletableFuture;

/** Unnamed variables and patterns, and what may stand before {@code super(..)}. */
public final class UnnamedVariables {

  record Pair(Object a, Object b) {}

  static CompletableFuture<String> unnamedPatterns(Script s) {
    Object o = await(s.value((Object) new Pair("a", 1)));
    if (o instanceof Pair(String a, _) && await(s.value(true))) {
      return completedFuture(a);
    }
    return completedFuture("no");
  }

  static CompletableFuture<Integer> unnamedInLoopAndCatch(Script s) {
    int sum = 0;
    for (var _ : new int[3]) {
      sum += await(s.value(1));
    }
    try {
      await(s.failure(new IllegalStateException("x")));
    } catch (IllegalStateException _) {
      sum += await(s.value(10));
    }
    return completedFuture(sum);
  }

  static class Base {
    final String text;

    Base(String text) {
      this.text = text;
    }
  }

  // an inner class that captures, and whose fields are set before super()
  static CompletableFuture<String> statementsBeforeSuper(Script s) {
    String captured = await(s.value("captured"));
    class Derived extends Base {
      final int length;

      Derived(String t) {
        length = t.length() + captured.length();
        super(t + captured);
      }

      CompletableFuture<String> run() {
        return completedFuture(text + await(s.value(length)));
      }
    }
    return new Derived(await(s.value("t"))).run();
  }
}
