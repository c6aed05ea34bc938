package programs;

import static com.ea.async.Async.await;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** What is caught at an await, and what the future of a method fails with. */
public class Failures {
  static class Broken extends RuntimeException {
    Broken(String message) {
      super(message);
    }
  }

  static CompletableFuture<String> catching(CompletableFuture<String> stage) {
    try {
      return CompletableFuture.completedFuture(await(stage));
    } catch (Broken e) {
      return CompletableFuture.completedFuture("Broken itself");
    } catch (CompletionException e) {
      return CompletableFuture.completedFuture("layer of " + e.getCause());
    } catch (CancellationException e) {
      return CompletableFuture.completedFuture("cancelled");
    }
  }

  static CompletableFuture<String> passing(CompletableFuture<String> stage) {
    await(stage);
    return CompletableFuture.completedFuture("unreached");
  }

  static CompletableFuture<String> throwing(CompletableFuture<String> stage, Throwable failure)
      throws Throwable {
    await(stage);
    throw failure;
  }

  static CompletableFuture<String> returning(
      CompletableFuture<String> stage, CompletableFuture<String> result) {
    await(stage);
    return result;
  }

  static CompletableFuture<String> withFinally(CompletableFuture<String> stage) {
    try {
      await(stage);
    } finally {
      System.out.println("finally");
    }
    return stage;
  }

  static void show(String what, CompletableFuture<String> future) {
    System.out.println(what + ": done " + future.isDone() + ", failed "
        + future.isCompletedExceptionally() + ", cancelled " + future.isCancelled());
    System.out.println("  handle " + future.handle((v, t) -> describe(v, t)).join());
    System.out.println("  thenApply " + future.thenApply(v -> v).handle((v, t) -> describe(v, t)).join());
    try {
      System.out.println("  join " + future.join());
    } catch (Throwable t) {
      System.out.println("  join " + describe(null, t));
    }
    try {
      System.out.println("  get " + future.get());
    } catch (Throwable t) {
      System.out.println("  get " + describe(null, t));
    }
  }

  static String describe(String value, Throwable failure) {
    if (failure == null) {
      return value;
    }
    String text = failure.getClass().getSimpleName() + " " + failure.getMessage();
    return failure.getCause() == null ? text : text + " <- " + describe(null, failure.getCause());
  }

  static void suspended(
      String what,
      Throwable failure,
      Function<CompletableFuture<String>, CompletableFuture<String>> method) {
    CompletableFuture<String> stage = new CompletableFuture<>();
    CompletableFuture<String> result = method.apply(stage);
    if (failure == null) {
      stage.complete("value");
    } else if (failure instanceof CancellationException) {
      stage.cancel(true);
    } else {
      stage.completeExceptionally(failure);
    }
    show(what + " suspended", result);
  }

  static void finished(
      String what,
      Throwable failure,
      Function<CompletableFuture<String>, CompletableFuture<String>> method) {
    CompletableFuture<String> stage = new CompletableFuture<>();
    stage.completeExceptionally(failure);
    try {
      show(what + " finished", method.apply(stage));
    } catch (Throwable t) {
      System.out.println(what + " finished throws " + describe(null, t));
    }
  }

  static CompletableFuture<String> failed(Throwable failure) {
    CompletableFuture<String> future = new CompletableFuture<>();
    future.completeExceptionally(failure);
    return future;
  }

  static CompletableFuture<String> unchecked(CompletableFuture<String> stage, Throwable failure) {
    try {
      return throwing(stage, failure);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable t) {
      throw new IllegalStateException("checked", t);
    }
  }

  public static void main(String[] args) {
    Throwable[] failures = {
      new Broken("one"),
      new java.io.IOException("checked"),
      new CompletionException("layer", new Broken("two")),
      new CompletionException(new CompletionException(new Broken("three"))),
      new CancellationException("cancel"),
      new StackOverflowError("error"),
    };
    for (Throwable failure : failures) {
      String name = failure.getClass().getSimpleName();
      suspended("catching " + name, failure, Failures::catching);
      finished("catching " + name, failure, Failures::catching);
      suspended("passing " + name, failure, Failures::passing);
      finished("passing " + name, failure, Failures::passing);
      suspended("finally " + name, failure, Failures::withFinally);
      finished("finally " + name, failure, Failures::withFinally);
      suspended("throwing " + name, null, stage -> unchecked(stage, failure));
      suspended("returning " + name, null, stage -> returning(stage, failed(failure)));
      CompletableFuture<String> late = new CompletableFuture<>();
      suspended("value", null, stage -> catching(stage));
      CompletableFuture<String> stage = new CompletableFuture<>();
      CompletableFuture<String> result = returning(stage, late);
      stage.complete("");
      System.out.println("late " + result.isDone());
      late.completeExceptionally(failure);
      show("returning late " + name, result);
    }
    try {
      throwing(CompletableFuture.completedFuture("x"), new Broken("before"));
    } catch (Throwable t) {
      System.out.println("thrown " + describe(null, t));
    }
  }
}
