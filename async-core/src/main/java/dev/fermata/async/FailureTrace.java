package dev.fermata.async;

import dev.fermata.async.internal.AsyncStackTrace;
import java.lang.StackWalker.StackFrame;
import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the awaits that a failure crosses into its stack trace: when it first reaches a suspended
 * call, that call's await and those of all who wait for the call, one after the other.
 *
 * <p>A cancellation is a request and no failure, and stays as it is.
 */
final class FailureTrace {

  /** {@code false} leaves stack traces alone. Read once. */
  static final String PROPERTY = "fermata.asyncStackTraces";

  private static final boolean ENABLED =
      !"false".equalsIgnoreCase(System.getProperty(PROPERTY, "true"));

  private static final StackWalker STACK = StackWalker.getInstance();

  /**
   * Failures that have been looked at, by a few bits of their hash: who awaits one and the same
   * finished failure again and again pays once. Lost updates cost time only.
   */
  private static final AtomicReferenceArray<@Nullable WeakReference<Throwable>> RECENT =
      new AtomicReferenceArray<>(64);

  private FailureTrace() {}

  /** {@code call} resumes, and what it awaited is done. */
  static void resumed(SuspendedCall<?> call, CompletableFuture<?> awaited) {
    if (ENABLED && Task.hasFailed(awaited)) {
      Throwable failure = Failure.of(awaited);
      if (!(failure instanceof CancellationException)) {
        AsyncStackTrace.extend(failure, new Waiters(call));
        remember(failure);
      }
    }
  }

  /** {@code failure}, which an await of a finished stage is about to throw. */
  static Throwable finished(Throwable failure) {
    if (ENABLED && !(failure instanceof CancellationException) && !isRemembered(failure)) {
      remember(failure);
      if (failure.getStackTrace().length > 0) {
        List<StackTraceElement> running = STACK.walk(FailureTrace::awaitingCalls);
        if (!running.isEmpty() && !AsyncStackTrace.comesThrough(running.get(0), failure)) {
          AsyncStackTrace.extend(failure, running.iterator());
        }
      }
    }
    return failure;
  }

  /** The outcome of a loop's body leaves the loop, with the failure that it may be. */
  static void leaving(CompletableFuture<?> main) {
    if (ENABLED && Task.hasFailed(main)) {
      Throwable failure = Failure.of(main);
      if (!(failure instanceof CancellationException)) {
        AsyncStackTrace.leaveLoop(failure);
      }
    }
  }

  /** The async methods on the stack, down to where the loop has resumed the first of them. */
  private static List<StackTraceElement> awaitingCalls(Stream<StackFrame> frames) {
    return frames
        .map(StackFrame::toStackTraceElement)
        .takeWhile(frame -> !AsyncStackTrace.isResumption(frame))
        .filter(frame -> AsyncStackTrace.isMachine(frame.getMethodName()))
        .limit(AsyncStackTrace.MAX_AWAITS)
        .toList();
  }

  private static boolean isRemembered(Throwable failure) {
    WeakReference<Throwable> recent = RECENT.get(indexOf(failure));
    return recent != null && recent.refersTo(failure);
  }

  private static void remember(Throwable failure) {
    if (!isRemembered(failure)) {
      RECENT.set(indexOf(failure), new WeakReference<>(failure));
    }
  }

  private static int indexOf(Throwable failure) {
    return System.identityHashCode(failure) & (RECENT.length() - 1);
  }

  /**
   * The awaits of a call, of the one that waits for it, and so on; up to where nobody waits, or
   * several do: those cross the failure's path one by one, each with its own await.
   */
  private static final class Waiters implements Iterator<StackTraceElement> {
    private @Nullable StackTraceElement next;
    private @Nullable SuspendedCall<?> waiter;

    Waiters(SuspendedCall<?> first) {
      this.waiter = first.onlyWaiter();
      this.next = first.position();
    }

    /** There are no circles: the first call waits for nobody any more. */
    private void advance() {
      next = null;
      while (next == null && waiter != null) {
        next = waiter.position();
        waiter = waiter.onlyWaiter();
      }
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public StackTraceElement next() {
      StackTraceElement current = next;
      if (current == null) {
        throw new NoSuchElementException();
      }
      advance();
      return current;
    }
  }
}
