package dev.fermata.transform.targets;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.transform.harness.Script;
import java.util.concurrent.CompletableFuture;

/** try-with-resources: the compiler's own handlers, suppressed failures, null resources. */
@SuppressWarnings("try")
public final class Resources {

  private static final class Resource implements AutoCloseable {
    private final Script s;
    private final String name;

    Resource(Script s, String name) {
      this.s = s;
      this.name = s.noted(name);
    }

    @Override
    public void close() {
      s.note("close " + name);
      if (name.startsWith("bad")) {
        throw new IllegalArgumentException("closing " + name);
      }
    }
  }

  static CompletableFuture<String> closedAfterAwaitInBody(Script s) {
    try (Resource r = new Resource(s, "r")) {
      return completedFuture(r.name + await(s.value("body")));
    }
  }

  // uninitialised object below the await, inside the range that closes the first resource
  static CompletableFuture<String> awaitInInitialisers(Script s) {
    try (Resource a = new Resource(s, await(s.value("a")));
        Resource b = new Resource(s, a.name + await(s.value("b")))) {
      s.note(a.name + b.name);
    }
    return completedFuture(await(s.value("end")));
  }

  static CompletableFuture<String> failureInInitialiserClosesTheFirst(Script s) {
    try (Resource a = new Resource(s, "a");
        Resource b = new Resource(s, await(s.<String>failure(new IllegalStateException("b"))))) {
      return completedFuture(a.name + b.name);
    }
  }

  static CompletableFuture<String> suppressed(Script s) {
    try (Resource a = new Resource(s, "bad1");
        Resource b = new Resource(s, "bad2")) {
      await(s.failure(new IllegalStateException("body")));
    }
    return completedFuture("never");
  }

  static CompletableFuture<String> nullResource(Script s) {
    try (Resource none = await(s.<Resource>value(null))) {
      return completedFuture(await(s.value("body")) + none);
    }
  }

  static CompletableFuture<String> withCatchAndFinally(Script s) {
    String t = "";
    try (Resource a = new Resource(s, "bad")) {
      t += a.name + await(s.value("body"));
    } catch (IllegalArgumentException e) {
      t += e.getMessage() + await(s.value("caught"));
    } finally {
      t += await(s.value("finally"));
    }
    return completedFuture(t);
  }

  static CompletableFuture<String> inLoop(Script s) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      try (Resource r = new Resource(s, "r" + i)) {
        if (await(s.value(i)) == 1) {
          continue;
        }
        all.append(r.name).append(await(s.value(",")));
      }
    }
    return completedFuture(all.toString());
  }
}
