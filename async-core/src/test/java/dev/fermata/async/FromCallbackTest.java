package dev.fermata.async;

import static dev.fermata.async.Async.fromCallback;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.async.testing.VirtualClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code Async.fromCallback}: operations that tell their outcome by a call. */
class FromCallbackTest {

  private final List<String> events = new ArrayList<>();
  private final CompletableFuture<Callback<String>> registered = new CompletableFuture<>();

  private Task<String> pending() {
    return fromCallback(registered::complete);
  }

  @Test
  void itEndsWithTheResult() {
    Task<String> task = pending();
    assertThat(task).isNotDone();
    registered.join().completed("value", null);
    assertThat(task).isCompletedWithValue("value");
  }

  @Test
  void itFailsWithTheFailureItself() {
    var failure = new IOException("disk");
    Task<String> task = pending();
    registered.join().failed(failure, null);
    assertThatThrownBy(() -> Continuation.result(task)).isSameAs(failure);
  }

  @Test
  void aResultOrAFailureIsTakenFromOneCall() {
    var failure = new IOException("disk");
    assertThat(Async.<String>fromCallback(callback -> callback.accept("value", null)))
        .isCompletedWithValue("value");
    assertThatThrownBy(
            () ->
                Continuation.result(
                    Async.<String>fromCallback(callback -> callback.accept(null, failure))))
        .isSameAs(failure);
  }

  @Test
  void theFirstCallCounts() {
    Task<String> task =
        fromCallback(
            callback -> {
              assertThat(callback.complete("first")).isTrue();
              assertThat(callback.complete("second")).isFalse();
              assertThat(callback.fail(new IOException("third"))).isFalse();
            });
    assertThat(task).isCompletedWithValue("first");
  }

  @Test
  void whatTheRegistrarThrowsFailsTheTask() {
    var failure = new IllegalStateException("closed");
    Task<String> task =
        fromCallback(
            callback -> {
              throw failure;
            });
    assertThatThrownBy(() -> Continuation.result(task)).isSameAs(failure);
  }

  @Test
  void thrownAfterTheCallbackWasCalledItIsLogged() {
    try (var logged = new LoggedEvents(Async.class, event -> {})) {
      Task<String> task =
          fromCallback(
              callback -> {
                callback.complete("value");
                throw new IllegalStateException("too late");
              });
      assertThat(task).isCompletedWithValue("value");
      assertThat(logged.messages()).anyMatch(message -> message.contains("registrar threw"));
    }
  }

  @Test
  void cancelledItEndsTheOperationAndDropsWhatComesLater() {
    Task<String> task = pending();
    registered.join().onCancel(() -> events.add("ended"));
    assertThat(task.cancel(true)).isTrue();
    assertThat(task.cancel(true)).isTrue();
    assertThat(task).isCancelled();
    assertThat(registered.join().complete("late")).isFalse();
    registered.join().onCancel(() -> events.add("ended at once"));
    assertThat(events).containsExactly("ended", "ended at once");
  }

  @Test
  void endedOtherwiseThereIsNothingToCancel() {
    Task<String> task = pending();
    registered.join().onCancel(() -> events.add("never"));
    registered.join().complete("value");
    registered.join().onCancel(() -> events.add("never"));
    assertThat(task.cancel(true)).isFalse();
    assertThat(events).isEmpty();
  }

  @Test
  void aHookThatThrowsIsLoggedAndTheOthersRun() {
    try (var logged = new LoggedEvents(Async.class, event -> {})) {
      Task<String> task = pending();
      registered
          .join()
          .onCancel(
              () -> {
                throw new IllegalStateException("broken hook");
              });
      registered.join().onCancel(() -> events.add("second"));
      task.cancel(true);
      assertThat(events).containsExactly("second");
      assertThat(logged.messages()).hasSize(1);
    }
  }

  @Test
  void whoAwaitsItIsCancelledThroughIt() {
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      Task<String> call = HandWritten.awaiting(pending());
                      registered.join().onCancel(() -> events.add("ended"));
                      EventLoop.current().execute(() -> call.cancel(true));
                      return call;
                    },
                    new VirtualClock()))
        .isInstanceOf(CancellationException.class);
    assertThat(events).containsExactly("ended");
  }

  @Test
  void aTimeoutEndsTheOperation() {
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      Task<String> task = Async.timeout(pending(), Duration.ofSeconds(1));
                      registered.join().onCancel(() -> events.add("ended"));
                      return task;
                    },
                    new VirtualClock()))
        .isInstanceOf(TimeoutException.class);
    assertThat(events).containsExactly("ended");
  }

  @Test
  void aChannelOfJavaNioIsRead(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("greeting"), "hello");
    var buffer = ByteBuffer.allocate(16);
    try (var channel = AsynchronousFileChannel.open(file)) {
      int count =
          EventLoop.run(
              () -> Async.<Integer>fromCallback(done -> channel.read(buffer, 0, null, done)));
      assertThat(new String(buffer.array(), 0, count, StandardCharsets.UTF_8)).isEqualTo("hello");
    }
  }
}
