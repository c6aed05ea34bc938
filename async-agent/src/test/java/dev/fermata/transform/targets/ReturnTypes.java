package dev.fermata.transform.targets;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.async.Task;
import dev.fermata.transform.harness.Script;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Every return type that a method may have to be async, and every kind of thing it returns. */
public final class ReturnTypes {

  /** A subclass as users have: it has a constructor without arguments. */
  static class Promise<T> extends CompletableFuture<T> {
    Promise() {}

    static <T> Promise<T> of(T value) {
      Promise<T> promise = new Promise<>();
      promise.complete(value);
      return promise;
    }
  }

  static CompletionStage<String> stage(Script s) {
    return completedFuture(await(s.value("stage")));
  }

  static CompletionStage<String> stageOfAnotherCall(Script s) {
    await(s.value("first"));
    return s.value("second");
  }

  static CompletableFuture<String> pendingFuture(Script s) {
    await(s.value("first"));
    return s.value("second");
  }

  static CompletableFuture<String> failingFuture(Script s) {
    await(s.value("first"));
    return s.failure(new IllegalStateException("second"));
  }

  // the runtime's own type, as it comes from another async method
  static Task<String> task(Script s) {
    if (await(s.value(true))) {
      return anotherTask(s, "t");
    }
    return null;
  }

  private static Task<String> anotherTask(Script s, String t) {
    if (t.length() == 5) {
      throw new IllegalStateException("thrown after " + t);
    }
    return anotherTask(s, t + await(s.value("a")));
  }

  static Task<String> taskNull(Script s) {
    await(s.value("x"));
    return null;
  }

  static Promise<String> ownSubclass(Script s) {
    return Promise.of(await(s.value("promise")));
  }

  interface Promising {
    String name();

    default Promise<String> promise(Script s) {
      return Promise.of(name() + await(s.value("default")));
    }
  }

  static Promise<String> ownSubclassOfDefaultMethod(Script s) {
    Promising promising = () -> "name";
    return promising.promise(s);
  }

  private final String field = "field";

  private Promise<String> promise(Script s, long l) {
    return Promise.of(field + await(s.value(l)) + l);
  }

  static CompletableFuture<String> ownSubclassOfInstanceMethod(Script s) {
    return completedFuture(await(new ReturnTypes().promise(s, 3L)) + await(s.value("x")));
  }

  static Promise<String> ownSubclassFailing(Script s) {
    await(s.value("x"));
    throw new IllegalStateException("promise");
  }

  static Promise<String> ownSubclassFailingAtOnce(Script s) {
    if (s.noted(true)) {
      throw new IllegalStateException("at once");
    }
    return Promise.of(await(s.value("never")));
  }

  static Promise<String> ownSubclassNull(Script s) {
    await(s.value("x"));
    return null;
  }

  static Promise<String> ownSubclassNullAtOnce(Script s) {
    if (s.noted(true)) {
      return null;
    }
    return Promise.of(await(s.value("never")));
  }

  static Promise<Integer> ownSubclassRecursive(Script s) {
    return down(s, 4);
  }

  private static Promise<Integer> down(Script s, int n) {
    return n == 0 ? Promise.of(0) : Promise.of(n + await(down(s, n - 1)) + await(s.value(1)));
  }

  static CompletableFuture<String> nullBeforeSuspension(Script s) {
    if (s.noted(true)) {
      return null;
    }
    return completedFuture(await(s.value("never")));
  }

  static CompletableFuture<String> nullAfterSuspension(Script s) {
    await(s.value("x"));
    return null;
  }

  static CompletableFuture<Void> nullValue(Script s) {
    await(s.value("x"));
    return completedFuture(null);
  }

  static CompletableFuture<Void> awaitedNull(Script s) {
    return completedFuture(await(s.<Void>value(null)));
  }

  // several returns, of which only some are direct
  static CompletableFuture<String> severalReturns(Script s) {
    for (int i = 0; ; i++) {
      switch (await(s.value(i))) {
        case 0:
          if (await(s.value(false))) {
            return s.value("no");
          }
          break;
        case 1:
          CompletableFuture<String> kept = completedFuture("kept");
          if (await(s.value(true))) {
            s.note(kept.isDone());
            return await(s.value(true)) ? completedFuture("yes") : kept;
          }
          break;
        default:
          return null;
      }
    }
  }

  // completedFuture as a value, not as what is returned
  static CompletableFuture<String> completedFutureElsewhere(Script s) {
    CompletableFuture<String> a = completedFuture(await(s.value("a")));
    CompletableFuture<String> b = a.thenApply(t -> t + "b");
    return completedFuture(await(b) + a.isDone());
  }

  static CompletableFuture<String> ternaryOfFutures(Script s) {
    boolean yes = await(s.value(true));
    return yes ? completedFuture("yes") : s.value("no");
  }

  static CompletableFuture<String> otherTernaryOfFutures(Script s) {
    boolean yes = await(s.value(false));
    return yes ? s.value("yes") : completedFuture("no");
  }

  static CompletableFuture<String> castedReturn(Script s) {
    Object o = await(s.value("x"));
    @SuppressWarnings("unchecked")
    CompletableFuture<String> f = (CompletableFuture<String>) (Object) completedFuture(o);
    return f;
  }
}
