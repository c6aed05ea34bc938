package dev.fermata.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Stages that keep to the interface only. */
class ForeignStageTest {

  private final CompletableFuture<String> future = new CompletableFuture<>();

  /** A stage like {@code future} but for one method, which throws. */
  @SuppressWarnings("unchecked")
  private CompletionStage<String> without(String method, RuntimeException failure) {
    return (CompletionStage<String>)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {CompletionStage.class},
            (proxy, called, arguments) -> {
              if (called.getName().equals(method)) {
                throw failure;
              }
              try {
                return called.invoke(future, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private CompletionStage<String> withoutFuture() {
    return without("toCompletableFuture", new UnsupportedOperationException());
  }

  @Test
  void aMinimalStageIsAwaited() {
    CompletionStage<String> stage = future.minimalCompletionStage();
    assertThat(Continuation.isReady(stage)).isFalse();
    Task<String> call = HandWritten.awaiting(stage);
    future.complete("value");
    assertThat(call).isCompletedWithValue("value");
  }

  @Test
  void aFinishedMinimalStageIsReady() {
    future.complete("value");
    CompletionStage<String> stage = future.minimalCompletionStage();
    assertThat(Continuation.isReady(stage)).isTrue();
    assertThat(Continuation.result(stage)).isEqualTo("value");
  }

  @Test
  void aFailedMinimalStageThrowsTheFailureItself() {
    var failure = new IOException("disk");
    CompletionStage<String> stage = future.minimalCompletionStage();
    Task<String> call = HandWritten.awaiting(stage);
    future.completeExceptionally(failure);
    assertThatThrownBy(() -> Continuation.result(stage)).isSameAs(failure);
    assertThatThrownBy(() -> Continuation.result(call)).isSameAs(failure);
  }

  @Test
  void aStageWithoutAFutureIsAwaitedEvenIfItHasEnded() {
    CompletionStage<String> stage = withoutFuture();
    assertThat(Continuation.isReady(stage)).isFalse();
    Task<String> before = HandWritten.awaiting(stage);
    future.complete("value");
    Task<String> after = HandWritten.awaiting(stage);
    assertThat(before).isCompletedWithValue("value");
    assertThat(after).isCompletedWithValue("value");
  }

  @Test
  void whoAwaitsAStageWithoutAFutureCanBeCancelled() {
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      Task<String> call = HandWritten.awaiting(withoutFuture());
                      call.cancel(true);
                      return call;
                    }))
        .isInstanceOf(CancellationException.class);
    assertThat(future).isNotDone();
  }

  @Test
  void aStageThatCannotBeWaitedForFailsTheAwait() {
    var unfit = new IllegalStateException("no callbacks");
    CompletionStage<String> stage = without("whenComplete", unfit);
    Task<String> call = HandWritten.awaiting(stage);
    assertThatThrownBy(() -> Continuation.result(call)).isSameAs(unfit);
    Task<?> all = Async.gather(stage);
    assertThatThrownBy(() -> Continuation.result(all)).isSameAs(unfit);
  }

  /** As careless implementations do: within {@code whenComplete}, and more than once. */
  @Test
  @SuppressWarnings("unchecked")
  void aStageThatCallsBackAtOnceAndAgainResumesOnce() {
    List<BiConsumer<String, Throwable>> callbacks = new ArrayList<>();
    var stage =
        (CompletionStage<String>)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {CompletionStage.class},
                (proxy, called, arguments) -> {
                  if (!called.getName().equals("whenComplete")) {
                    throw new UnsupportedOperationException(called.getName());
                  }
                  callbacks.add((BiConsumer<String, Throwable>) arguments[0]);
                  callbacks.get(0).accept("first", null);
                  callbacks.get(0).accept("second", null);
                  return proxy;
                });
    Task<String> call = HandWritten.awaiting(stage);
    assertThat(call).isCompletedWithValue("first");
    callbacks.get(0).accept(null, new IOException("third"));
    assertThat(call).isCompletedWithValue("first");
    assertThat(callbacks).hasSize(1);
  }

  @Test
  void noStageAtAllFailsTheAwait() {
    assertThat(Continuation.isReady(null)).isTrue();
    assertThatThrownBy(() -> Continuation.result(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("await(null)");
  }

  @Test
  void aBodyMayReturnOne() {
    future.complete("value");
    assertThat(EventLoop.run(future::minimalCompletionStage)).isEqualTo("value");
    assertThat(EventLoop.run(this::withoutFuture)).isEqualTo("value");
  }
}
