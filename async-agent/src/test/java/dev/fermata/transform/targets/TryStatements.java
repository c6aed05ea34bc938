package dev.fermata.transform.targets;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.transform.harness.Script;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Awaits in try, catch and finally, left by every way out. */
public final class TryStatements {

  static CompletableFuture<String> caughtBySpecificType(Script s) {
    try {
      await(s.failure(new IllegalStateException("a")));
      return completedFuture("never");
    } catch (IllegalArgumentException e) {
      return completedFuture("wrong");
    } catch (IllegalStateException e) {
      return completedFuture(await(s.value("caught")) + e.getMessage());
    }
  }

  // the failure itself, no CompletionException around it
  static CompletableFuture<String> declaredChecked(Script s) {
    try {
      await(s.<String>failure(new FileNotFoundException("f")), IOException.class);
      return completedFuture("never");
    } catch (FileNotFoundException e) {
      return completedFuture("not found " + e.getMessage());
    } catch (IOException e) {
      return completedFuture("wrong");
    }
  }

  static CompletableFuture<String> declaredCheckedWithOperandsBelow(Script s) throws IOException {
    String a = "a" + await(s.value("b"), IOException.class) + 1L + await(s.value('c'));
    return completedFuture(a);
  }

  static CompletableFuture<String> multiCatch(Script s) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      try {
        all.append(
            await(
                i == 0
                    ? s.<String>failure(new IllegalStateException("x"))
                    : i == 1 ? s.<String>failure(new ArithmeticException("y")) : s.value("z")));
      } catch (IllegalStateException | ArithmeticException e) {
        all.append(e.getMessage()).append(await(s.value("!")));
      }
    }
    return completedFuture(all.toString());
  }

  static CompletableFuture<String> uncaughtError(Script s) {
    try {
      await(s.failure(new AssertionError("e")));
    } catch (RuntimeException e) {
      return completedFuture("wrong");
    }
    return completedFuture("never");
  }

  static CompletableFuture<String> thrownBeforeSuspension(Script s) {
    if (s.noted("x").length() == 1) {
      throw new IllegalStateException("before");
    }
    return completedFuture(await(s.value("never")));
  }

  static CompletableFuture<String> thrownAfterSuspension(Script s) {
    String t = await(s.value("x"));
    if (t.length() == 1) {
      throw new IllegalStateException("after " + t);
    }
    return completedFuture(t);
  }

  static CompletableFuture<String> checkedThrownAfterSuspension(Script s) throws Exception {
    throw new Exception(await(s.value("checked")));
  }

  // await is the operand of throw
  static CompletableFuture<String> throwOfAwaited(Script s) {
    throw await(s.value(new IllegalStateException("given")));
  }

  static CompletableFuture<String> finallyAfterValue(Script s) {
    String t = "";
    try {
      t += await(s.value("a"));
    } finally {
      t += await(s.value("b"));
      s.note(t);
    }
    return completedFuture(t);
  }

  static CompletableFuture<String> finallyAfterFailure(Script s) {
    try {
      await(s.failure(new IllegalStateException("kept")));
    } finally {
      s.note("cleaned up " + await(s.value("f"))); // the failure lies in a hidden local
    }
    return completedFuture("never");
  }

  // the returned future lies in a hidden local while finally awaits
  static CompletableFuture<String> returnThroughFinally(Script s) {
    String t = "t";
    try {
      return completedFuture(t + await(s.value("a")));
    } finally {
      t = await(s.value("too late"));
      s.note(t);
    }
  }

  @SuppressWarnings("finally")
  static CompletableFuture<String> returnInFinally(Script s) {
    try {
      throw new IllegalStateException(await(s.value("lost")));
    } finally {
      return completedFuture(await(s.value("won")));
    }
  }

  @SuppressWarnings("finally")
  static CompletableFuture<String> throwInFinally(Script s) {
    try {
      await(s.failure(new IllegalStateException("first")));
      return completedFuture("never");
    } finally {
      if (await(s.value(true))) {
        throw new IllegalArgumentException("second");
      }
    }
  }

  static CompletableFuture<String> failureInCatch(Script s) {
    try {
      await(s.failure(new IllegalStateException("first")));
    } catch (IllegalStateException e) {
      s.note(e);
      await(s.failure(new IllegalArgumentException("second", e)));
    } finally {
      s.note(await(s.value("finally")));
    }
    return completedFuture("never");
  }

  static CompletableFuture<String> jumpsThroughFinally(Script s) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      try {
        if (await(s.value(i)) == 1) {
          continue;
        }
        if (i == 3) {
          break;
        }
        all.append("body").append(i);
      } finally {
        all.append(await(s.value("f" + i)));
      }
    }
    return completedFuture(all.toString());
  }

  static CompletableFuture<String> nested(Script s) {
    StringBuilder all = new StringBuilder();
    try {
      try {
        all.append(await(s.value("a")));
        await(s.failure(new IllegalStateException("inner")));
      } catch (IllegalArgumentException e) {
        all.append("wrong");
      } finally {
        all.append(await(s.value("b")));
        try {
          await(s.failure(new ArithmeticException("in finally")));
        } catch (ArithmeticException e) {
          all.append(await(s.value("c")));
        }
      }
    } catch (IllegalStateException e) {
      all.append(e.getMessage()).append(await(s.value("d")));
    }
    return completedFuture(all.toString());
  }

  // what the handler reads must survive the await though the path after it does not need it
  static CompletableFuture<String> localsOnlyTheHandlerReads(Script s) {
    int i = 1;
    long l = 2;
    String t = "t";
    try {
      i = 5;
      await(s.value("x"));
      l = 6;
      await(s.failure(new IllegalStateException("y")));
      t = "never";
    } catch (IllegalStateException e) {
      return completedFuture(i + " " + l + " " + t + e.getMessage());
    }
    return completedFuture(t);
  }

  // the await lies in the range, but the operands below it were evaluated before
  static CompletableFuture<String> tryInsideExpression(Script s) {
    return completedFuture("a" + orElse(s, "b") + await(s.value("c")) + orElse(s, "d"));
  }

  private static String orElse(Script s, String t) {
    try {
      return s.noted(t).substring(2);
    } catch (StringIndexOutOfBoundsException e) {
      return t;
    }
  }

  static CompletableFuture<String> retry(Script s) {
    for (int attempt = 1; ; attempt++) {
      try {
        return completedFuture(
            await(attempt < 3 ? s.<String>failure(new IOException("no")) : s.value("yes"))
                + attempt);
      } catch (Exception e) {
        s.note(await(s.value("again")) + e.getMessage());
      }
    }
  }

  static CompletableFuture<String> callFailsInsideTry(Script s) {
    try {
      return completedFuture(await(thrownAfterSuspension(s)));
    } catch (IllegalStateException e) {
      return completedFuture("caught " + e.getMessage());
    }
  }

  // returns a failed future from within try: not caught here
  static CompletableFuture<String> failedFutureIsReturnedNotThrown(Script s) {
    try {
      await(s.value("x"));
      return s.failure(new IllegalStateException("returned"));
    } catch (IllegalStateException e) {
      return completedFuture("wrong");
    }
  }

  static CompletableFuture<String> sameExceptionInstance(Script s) {
    IllegalStateException thrown = new IllegalStateException("same");
    try {
      await(s.failure(thrown));
      return completedFuture("never");
    } catch (IllegalStateException e) {
      return completedFuture(e == thrown ? "same" : "other");
    }
  }

  static CompletableFuture<String> throwInFinallyBeforeItsAwait(Script s) {
    try {
      await(s.value("x"));
    } finally {
      s.note("f");
      if (s.noted(true)) {
        await(s.failure(new IllegalStateException("from finally")));
      }
    }
    return completedFuture("never");
  }

  static CompletableFuture<String> emptyTryWithAwaitInFinally(Script s) {
    String t = null;
    try {
      s.note("nothing");
    } finally {
      t = await(s.value("t"));
    }
    return completedFuture(t);
  }
}
