package dev.fermata.conformance;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Rule 11: evaluation order, exceptions, finally, class initialisation order and line numbers are
 * those of the untransformed source. (Debugger-true local variables are tested with the agent.)
 */
class Rule11TheSourceKeepsItsMeaningTest {

  static final List<String> EVENTS = new ArrayList<>();

  private static <T> T event(String name, T value) {
    EVENTS.add(name);
    return value;
  }

  static final class Pair {
    static {
      EVENTS.add("Pair initialised");
    }

    private final int left;
    private final int right;

    Pair(int left, int right) {
      EVENTS.add("Pair constructed");
      this.left = left;
      this.right = right;
    }
  }

  private CompletableFuture<Integer> newPair(
      CompletableFuture<Integer> left, CompletableFuture<Integer> right) {
    Pair pair = new Pair(await(event("left", left)), await(event("right", right)));
    return completedFuture(pair.left - pair.right);
  }

  @Test
  void aClassIsInitialisedBeforeTheConstructorsArgumentsAreEvaluated() {
    EVENTS.clear();
    var left = new CompletableFuture<Integer>();
    var right = new CompletableFuture<Integer>();
    CompletableFuture<Integer> result = newPair(left, right);
    left.complete(7);
    right.complete(2);
    assertThat(result).isCompletedWithValue(5);
    assertThat(EVENTS).containsExactly("Pair initialised", "left", "right", "Pair constructed");
  }

  private CompletableFuture<Integer> operands(CompletableFuture<Integer> middle) {
    int[] array = event("array", new int[1]);
    array[event("index", 0)] += event("a", 1) + await(event("b", middle)) * event("c", 3);
    return completedFuture(array[0]);
  }

  @Test
  void operandsAreEvaluatedOnceAndFromLeftToRight() {
    EVENTS.clear();
    var middle = new CompletableFuture<Integer>();
    CompletableFuture<Integer> result = operands(middle);
    assertThat(EVENTS).containsExactly("array", "index", "a", "b");
    middle.complete(5);
    assertThat(EVENTS).containsExactly("array", "index", "a", "b", "c");
    assertThat(result).isCompletedWithValue(16);
  }

  private CompletableFuture<String> finallyBlocks(
      CompletableFuture<String> body, CompletableFuture<String> cleanup) {
    try {
      EVENTS.add("body");
      return completedFuture(await(body));
    } catch (IllegalStateException e) {
      EVENTS.add("catch");
      throw new UncheckedException(e);
    } finally {
      EVENTS.add("finally");
      EVENTS.add(await(cleanup));
    }
  }

  private static final class UncheckedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UncheckedException(Throwable cause) {
      super(cause);
    }
  }

  @Test
  void finallyRunsOnceOnEveryWayOut() {
    for (Throwable failure : new Throwable[] {null, new IllegalStateException(), new Error()}) {
      EVENTS.clear();
      var body = new CompletableFuture<String>();
      var cleanup = new CompletableFuture<String>();
      CompletableFuture<String> result = finallyBlocks(body, cleanup);
      if (failure == null) {
        body.complete("value");
      } else {
        body.completeExceptionally(failure);
      }
      assertThat(result).isNotDone();
      cleanup.complete("cleaned up");
      assertThat(result).isDone();
      if (failure instanceof IllegalStateException) {
        assertThat(EVENTS).containsExactly("body", "catch", "finally", "cleaned up");
        assertThat(Failures.of(result))
            .isInstanceOf(UncheckedException.class)
            .cause()
            .isSameAs(failure);
      } else {
        assertThat(EVENTS).containsExactly("body", "finally", "cleaned up");
        assertThat(Failures.of(result)).isSameAs(failure);
      }
    }
  }

  private CompletableFuture<String> resources(CompletableFuture<String> body) {
    try (AutoCloseable first = () -> EVENTS.add("first closed");
        AutoCloseable second =
            () -> {
              EVENTS.add("second closed");
              throw new IOException("closing");
            }) {
      EVENTS.add("opened " + (first != second));
      return completedFuture(await(body));
    } catch (Exception e) {
      return completedFuture(e + " suppressed " + e.getSuppressed().length);
    }
  }

  @Test
  void resourcesAreClosedInReverseOrderAndTheirFailuresSuppressed() {
    EVENTS.clear();
    var body = new CompletableFuture<String>();
    CompletableFuture<String> result = resources(body);
    body.completeExceptionally(new IllegalStateException("body"));
    assertThat(EVENTS).containsExactly("opened true", "second closed", "first closed");
    assertThat(result).isCompletedWithValue("java.lang.IllegalStateException: body suppressed 1");
  }

  /** Both exceptions are made on the same source line, one by code that nobody transforms. */
  private CompletableFuture<Throwable[]> onOneLine(CompletableFuture<String> gate) {
    await(gate);
    // spotless:off
    Supplier<Throwable> untransformed = () -> new IllegalStateException("lambda"); Throwable transformed = new IllegalStateException("machine");
    // spotless:on
    return completedFuture(new Throwable[] {untransformed.get(), transformed});
  }

  @Test
  void stackTracesNameTheSourceLine() {
    var gate = new CompletableFuture<String>();
    CompletableFuture<Throwable[]> result = onOneLine(gate);
    gate.complete("");
    StackTraceElement inLambda = result.join()[0].getStackTrace()[0];
    StackTraceElement inMachine = result.join()[1].getStackTrace()[0];
    assertThat(inMachine.getLineNumber()).isPositive().isEqualTo(inLambda.getLineNumber());
    assertThat(inMachine.getFileName()).isEqualTo(inLambda.getFileName());
    assertThat(inMachine.getClassName()).isEqualTo(getClass().getName());
    assertThat(inMachine.getMethodName()).contains("onOneLine");
  }

  private CompletableFuture<List<Object>> everyWidth(
      boolean z,
      byte b,
      char c,
      short s,
      int i,
      long l,
      float f,
      double d,
      CompletableFuture<?> g) {
    await(g);
    return completedFuture(List.of(z, b, c, s, i, l, f, d));
  }

  @Test
  void localsOfEveryTypeKeepTheirValues() {
    var gate = new CompletableFuture<String>();
    CompletableFuture<List<Object>> result =
        everyWidth(true, (byte) -1, 'x', (short) -2, -3, -4L, -5.5f, -6.25, gate);
    gate.complete("");
    assertThat(result.join())
        .containsExactly(true, (byte) -1, 'x', (short) -2, -3, -4L, -5.5f, -6.25);
  }

  private CompletableFuture<Integer> lambdas(Supplier<CompletableFuture<Integer>> source) {
    int base = 10;
    Supplier<CompletableFuture<Integer>> plusBase =
        () -> completedFuture(base + await(source.get()));
    return completedFuture(await(plusBase.get()) + await(plusBase.get()));
  }

  @Test
  void lambdaBodiesAwaitToo() {
    var gates = List.of(new CompletableFuture<Integer>(), new CompletableFuture<Integer>());
    var next = gates.iterator();
    CompletableFuture<Integer> result = lambdas(next::next);
    gates.get(0).complete(1);
    gates.get(1).complete(2);
    assertThat(result).isCompletedWithValue(23);
  }
}
