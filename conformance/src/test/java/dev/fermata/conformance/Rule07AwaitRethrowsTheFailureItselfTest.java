package dev.fermata.conformance;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Rule 7: await rethrows the failure itself (the same instance). Layers that futures add are taken
 * off, equally on the finished and on the suspended path.
 */
class Rule07AwaitRethrowsTheFailureItselfTest {

  enum Path {
    FINISHED,
    SUSPENDED
  }

  private CompletableFuture<Throwable> caught(CompletionStage<?> stage) {
    try {
      await(stage);
      return completedFuture(null);
    } catch (Throwable t) {
      return completedFuture(t);
    }
  }

  /** What await throws, when {@code derive} of a source is awaited and {@code end} ends it. */
  private Throwable thrown(Path path, Derivation derive, Consumer<CompletableFuture<String>> end) {
    var source = new CompletableFuture<String>();
    CompletionStage<?> stage = derive.from(source);
    if (path == Path.FINISHED) {
      end.accept(source);
      return caught(stage).join();
    }
    CompletableFuture<Throwable> result = caught(stage);
    assertThat(result).isNotDone();
    end.accept(source);
    return result.join();
  }

  interface Derivation {
    CompletionStage<?> from(CompletableFuture<String> source);
  }

  @ParameterizedTest
  @EnumSource(Path.class)
  void theSameInstanceIsThrown(Path path) {
    var failure = new IOException("disk");
    assertThat(thrown(path, source -> source, source -> source.completeExceptionally(failure)))
        .isSameAs(failure);
  }

  @ParameterizedTest
  @EnumSource(Path.class)
  void layersOfDependentStagesAreTakenOff(Path path) {
    var failure = new IllegalStateException("deep");
    assertThat(
            thrown(
                path,
                source -> source.thenApply(x -> x).thenApply(x -> x),
                source -> source.completeExceptionally(failure)))
        .isSameAs(failure);
  }

  @ParameterizedTest
  @EnumSource(Path.class)
  void layersOfSeveralKindsAreTakenOff(Path path) {
    var failure = new IOException("deep");
    var layered = new CompletionException(new ExecutionException(new CompletionException(failure)));
    assertThat(thrown(path, source -> source, source -> source.completeExceptionally(layered)))
        .isSameAs(failure);
  }

  @ParameterizedTest
  @EnumSource(Path.class)
  void aLayerAroundNothingIsTheFailure(Path path) {
    var bare = new CompletionException("no cause", null);
    assertThat(thrown(path, source -> source, source -> source.completeExceptionally(bare)))
        .isSameAs(bare);
  }

  @ParameterizedTest
  @EnumSource(Path.class)
  void cancellationArrivesAsCancellation(Path path) {
    assertThat(thrown(path, source -> source, source -> source.cancel(false)))
        .isInstanceOf(CancellationException.class);
  }

  @ParameterizedTest
  @EnumSource(Path.class)
  void minimalStagesFailLikeOthers(Path path) {
    var failure = new IOException("minimal");
    assertThat(
            thrown(
                path,
                CompletableFuture::minimalCompletionStage,
                source -> source.completeExceptionally(failure)))
        .isSameAs(failure);
  }

  private CompletableFuture<String> declared(CompletionStage<String> stage) {
    try {
      return completedFuture(await(stage, IOException.class));
    } catch (IOException e) {
      return completedFuture("caught " + e.getMessage());
    }
  }

  @Test
  void aCheckedExceptionCanBeDeclared() {
    var stage = new CompletableFuture<String>();
    CompletableFuture<String> result = declared(stage);
    stage.completeExceptionally(new IOException("disk"));
    assertThat(result).isCompletedWithValue("caught disk");
    assertThat(declared(CompletableFuture.failedFuture(new IOException("again"))))
        .isCompletedWithValue("caught again");
    assertThat(declared(completedFuture("fine"))).isCompletedWithValue("fine");
  }

  @Test
  void aNullStageIsANullPointerExceptionAtTheAwait() {
    assertThat(caught(null).join())
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("stage");
  }
}
