package dev.fermata.pipeline;

import static dev.fermata.async.Async.await;
import static dev.fermata.pipeline.Draining.drain;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fermata.async.Async;
import dev.fermata.async.testing.VirtualClock;
import dev.fermata.pipeline.operation.DeadLetter;
import dev.fermata.pipeline.operation.Emitter;
import dev.fermata.pipeline.operation.MergeInput;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The examples of {@code docs/pipeline.md}, in its order; change both together. */
@Timeout(60)
class GuideTest {

  @AsyncStage(concurrency = 16)
  private static CompletableFuture<String> fetch(String name) {
    await(Async.sleep(ofMillis(5)));
    return completedFuture("content of " + name);
  }

  @Test
  void atFirst() {
    var lengths = new ArrayList<List<Integer>>();

    try (Pipeline<List<Integer>> pipeline =
        Pipeline.from(List.of("a", "bb", "ccc"))
            .pipe(GuideTest::fetch)
            .pipeBlocking("length", String::length, stage -> stage.concurrency(4).ordered())
            .aggregate(2)
            .sink(3)
            .build()) {
      for (List<Integer> batch : pipeline) {
        lengths.add(batch);
      }
    }

    assertThat(lengths).flatExtracting(x -> x).containsExactlyInAnyOrder(12, 13, 14);
  }

  @Test
  void manyResults() {
    Builder<String> words =
        Pipeline.from(List.of("to be", "or not"))
            .pipeStream("words", line -> Stream.of(line.split(" ")), stage -> stage.ordered());

    Builder<String> twice =
        words.<String>pipeEmitting("twice", GuideTest::twice, stage -> stage.concurrency(2));

    assertThat(drain(words.build())).containsExactly("to", "be", "or", "not");
    assertThat(drain(twice.build())).hasSize(8);
  }

  private static CompletableFuture<@Nullable Void> twice(String word, Emitter<String> out) {
    await(out.emit(word));
    await(out.emit(word));
    return completedFuture(null);
  }

  @Test
  void routesAndMerges() {
    Builder<String> routed =
        Pipeline.from(List.of(1, 2, 3, 4))
            .<String>pathVariants(
                x -> x % 2,
                even -> even.pipeBlocking("half", x -> x / 2 + " twice", stage -> {}),
                odd -> odd.pipeBlocking("odd", x -> x + " is odd", stage -> {}));
    Builder<Integer> inTurn =
        Pipeline.<Integer, Integer>merge(
            List.of(Pipeline.from(List.of(1, 3)), Pipeline.from(List.of(2, 4))), GuideTest::inTurn);

    assertThat(drain(routed.build()))
        .containsExactlyInAnyOrder("1 twice", "2 twice", "1 is odd", "3 is odd");
    assertThat(drain(inTurn.build())).containsExactly(1, 2, 3, 4);
  }

  private static CompletableFuture<@Nullable Void> inTurn(
      List<MergeInput<Integer>> inputs, Emitter<Integer> out) {
    var left = new ArrayDeque<>(inputs);
    while (!left.isEmpty()) {
      MergeInput<Integer> input = left.remove();
      Optional<Integer> item = await(input.next());
      if (item.isPresent()) {
        await(out.emit(item.get()));
        left.add(input);
      }
    }
    return completedFuture(null);
  }

  @Test
  void failures() {
    var failed = new ArrayList<DeadLetter>();
    Pipeline<String> pipeline =
        Pipeline.from(List.of("good", "bad", "good too"))
            .pipe(
                "fetch",
                GuideTest::fetchGood,
                stage ->
                    stage
                        .concurrency(4)
                        .ordered()
                        .timeout(ofSeconds(2))
                        .retry(3, ofMillis(100))
                        .rateLimit(50, ofSeconds(1))
                        .maxFailures(10)
                        .deadLetters(failed::add))
            .clock(new VirtualClock())
            .build();

    assertThat(drain(pipeline)).containsExactly("good", "good too");
    assertThat(failed).extracting(DeadLetter::item).containsExactly("bad");
  }

  @Test
  void theEndOfAPipelineThatFails() {
    var delivered = new ArrayList<String>();
    Pipeline<String> pipeline =
        Pipeline.from(List.of("good", "bad"))
            .pipe("fetch", GuideTest::fetchGood, stage -> stage.maxFailures(0))
            .build();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> pipeline.forEach(delivered::add))
        .satisfies(failure -> assertThat(failure.stage()).isEqualTo("fetch"));
    assertThat(delivered).containsExactly("good");
  }

  private static CompletableFuture<String> fetchGood(String name) {
    await(Async.yieldNow());
    if (name.equals("bad")) {
      throw new IllegalStateException("no such file: " + name);
    }
    return completedFuture(name);
  }

  @Test
  void epochs() {
    try (Pipeline<List<Integer>> batches =
        Pipeline.continuous(List.of(1, 2, 3)).aggregate(2).build()) {
      for (int epoch = 0; epoch < 5; epoch++) {
        assertThat(batches).containsExactly(List.of(1, 2), List.of(3));
      }
    }
  }

  @Test
  void time() {
    var clock = new VirtualClock();
    Pipeline<Integer> pipeline =
        Pipeline.from(List.of(1, 2, 3))
            .pipe("slow", GuideTest::inAnHour, stage -> stage.concurrency(3).ordered())
            .clock(clock)
            .build();

    assertThat(drain(pipeline)).containsExactly(1, 2, 3);
    assertThat(clock.elapsed()).isGreaterThanOrEqualTo(Duration.ofHours(1));
  }

  private static CompletableFuture<Integer> inAnHour(int x) {
    await(Async.sleep(Duration.ofHours(1)));
    return completedFuture(x);
  }
}
