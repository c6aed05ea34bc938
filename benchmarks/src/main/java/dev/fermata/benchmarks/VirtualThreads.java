package dev.fermata.benchmarks;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Virtual threads, from code that is compiled for releases without them. */
public final class VirtualThreads {

  private static final int FIRST_RELEASE = 21;

  private VirtualThreads() {}

  public static boolean areThere() {
    return Runtime.version().feature() >= FIRST_RELEASE;
  }

  public static Thread start(Runnable body) {
    try {
      return (Thread) Start.HANDLE.invokeExact(body);
    } catch (Throwable failure) {
      throw new AssertionError(failure);
    }
  }

  /** Runs the body on a virtual thread, and the caller waits for its result. */
  public static <T> T run(Callable<T> body) {
    var result = new CompletableFuture<T>();
    start(
        () -> {
          try {
            result.complete(body.call());
          } catch (Exception failure) {
            result.completeExceptionally(failure);
          }
        });
    return result.join();
  }

  private static final class Start {

    static final MethodHandle HANDLE = find();

    private static MethodHandle find() {
      try {
        return MethodHandles.publicLookup()
            .findStatic(
                Thread.class, "startVirtualThread", methodType(Thread.class, Runnable.class));
      } catch (ReflectiveOperationException notThere) {
        throw new IllegalStateException(
            "this JDK has no virtual threads: run on 21 or newer, or leave out virtualThreads",
            notThere);
      }
    }
  }
}
