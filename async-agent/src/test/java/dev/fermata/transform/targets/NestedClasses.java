package dev.fermata.transform.targets;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.transform.harness.Script;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Async methods inside inner, local and anonymous classes and enums. */
public final class NestedClasses {

  private int secret = 42;

  private class Inner {
    private int own = 1;

    CompletableFuture<Integer> sum(Script s) {
      own += await(s.value(1));
      secret += await(s.value(2)); // by an accessor at release 8, as a nestmate later
      return completedFuture(own + secret);
    }
  }

  static CompletableFuture<Integer> inner(Script s) {
    NestedClasses outer = new NestedClasses();
    return completedFuture(await(outer.new Inner().sum(s)) + outer.secret);
  }

  static CompletableFuture<String> local(Script s) {
    String captured = await(s.value("captured"));
    class Local {
      final int n = captured.length();

      CompletableFuture<String> run() {
        String t = await(s.value("t"));
        return completedFuture(captured + t + n + await(s.value("u")));
      }
    }
    return new Local().run();
  }

  static CompletableFuture<String> anonymous(Script s) {
    long captured = await(s.value(3L));
    Supplier<CompletableFuture<String>> supplier =
        new Supplier<CompletableFuture<String>>() {
          private String state = "state";

          @Override
          public CompletableFuture<String> get() {
            state += await(s.value("x"));
            return completedFuture(state + captured);
          }
        };
    return completedFuture(await(supplier.get()) + await(supplier.get()));
  }

  static CompletableFuture<String> anonymousCallable(Script s) throws Exception {
    Callable<CompletableFuture<String>> callable =
        new Callable<CompletableFuture<String>>() {
          @Override
          public CompletableFuture<String> call() throws Exception {
            throw new Exception(await(s.value("thrown")));
          }
        };
    return callable.call();
  }

  enum Operation {
    PLUS {
      @Override
      CompletableFuture<Integer> apply(Script s, int a, int b) {
        return completedFuture(await(s.value(a)) + await(s.value(b)));
      }
    },
    TIMES {
      @Override
      CompletableFuture<Integer> apply(Script s, int a, int b) {
        return completedFuture(await(s.value(a)) * await(s.value(b)) * weight());
      }
    };

    abstract CompletableFuture<Integer> apply(Script s, int a, int b);

    int weight() {
      return ordinal() + 1;
    }

    CompletableFuture<String> describe(Script s) {
      return completedFuture(name() + await(apply(s, 3, 4)) + await(s.value(this)));
    }
  }

  static CompletableFuture<String> enumConstants(Script s) {
    StringBuilder all = new StringBuilder();
    for (Operation operation : Operation.values()) {
      all.append(await(operation.describe(s)));
    }
    return completedFuture(all.toString());
  }

  private static String privateStatic(Object o) {
    return "private " + o;
  }

  static final class StaticNested {
    static CompletableFuture<String> callsPrivateOfOuter(Script s) {
      return completedFuture(privateStatic(await(s.value("x"))) + privateStatic(s.noted("y")));
    }
  }

  static CompletableFuture<String> staticNested(Script s) {
    return StaticNested.callsPrivateOfOuter(s);
  }
}
