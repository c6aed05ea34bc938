package dev.fermata.pipeline;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.pipeline.definition.StageSettings;
import dev.fermata.pipeline.definition.StageSettings.ResultOrder;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class OperationMethodTest {
  private final Builder<String> words = Pipeline.from(List.of("a"));

  /** Not serializable, which must not matter. */
  private final Loader loader = new Loader();

  @Test
  void aMethodReferenceNamesItsStageAndBringsTheAnnotationsSettings() {
    assertThat(words.pipe(loader::fetch).toString())
        .contains("fetch (concurrency 16, ordered, runs ");
  }

  @Test
  void overloadsAreToldApart() {
    assertThat(words.pipe(loader::load).toString()).contains("load (concurrency 2, runs ");
    assertThat(words.pipe(loader::fetch).pipe(loader::load).toString())
        .contains("load (concurrency 3, runs ");
  }

  @Test
  void optionsWinOverTheAnnotation() {
    assertThat(words.pipe("mine", loader::fetch, stage -> stage.concurrency(5)).toString())
        .contains("mine (concurrency 5, ordered, runs ");
    assertThat(words.pipe("mine", loader::fetch, stage -> stage.ordered(false)).toString())
        .contains("mine (concurrency 16, runs ");
  }

  @Test
  void whatIsNoMethodReferenceHasNoMethod() {
    Function<String, CompletionStage<String>> function = loader::plain;
    AsyncOperation<String, byte[]> lambda = word -> loader.fetch(word);

    assertThat(OperationMethod.of(function)).isEmpty();
    assertThat(OperationMethod.of(lambda)).isEmpty();
    assertThat(OperationMethod.of(new Custom())).isEmpty();
    assertThat(words.pipe(function).toString()).contains("pipe (concurrency 1)");
  }

  @Test
  void aMethodWithoutAnnotationKeepsTheSettingsGiven() {
    AsyncOperation<String, String> operation = loader::plain;
    var given = StageSettings.DEFAULT.with(7, ResultOrder.INPUT);

    var method = OperationMethod.of(operation).orElseThrow();

    assertThat(method.name()).isEqualTo("plain");
    assertThat(method.settings(given)).isEqualTo(given);
  }

  private static final class Custom implements AsyncOperation<String, String> {
    private static final long serialVersionUID = 1;

    @Override
    public CompletionStage<String> apply(String word) {
      return completedFuture(word);
    }
  }

  private static final class Loader {
    @AsyncStage(concurrency = 16, ordered = true)
    CompletableFuture<byte[]> fetch(String word) {
      return completedFuture(word.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @AsyncStage(concurrency = 2)
    CompletableFuture<String> load(String word) {
      return completedFuture(word);
    }

    @AsyncStage(concurrency = 3)
    CompletableFuture<String> load(byte[] word) {
      return completedFuture("" + word.length);
    }

    CompletableFuture<String> plain(String word) {
      return completedFuture(word);
    }
  }
}
