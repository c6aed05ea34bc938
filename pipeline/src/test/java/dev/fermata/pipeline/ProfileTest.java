package dev.fermata.pipeline;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.offset;

import dev.fermata.async.Async;
import dev.fermata.async.AsyncSemaphore;
import dev.fermata.async.testing.VirtualClock;
import dev.fermata.pipeline.StageProfile.Measurement;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProfileTest {
  private static final List<Integer> NUMBERS =
      new ArrayList<>(IntStream.range(0, 320).boxed().toList());

  private static CompletableFuture<Integer> in10Millis(int x) {
    await(Async.sleep(Duration.ofMillis(10)));
    return completedFuture(x + 1);
  }

  private static Builder<Integer> numbers() {
    return Pipeline.<Integer>from(NUMBERS).clock(new VirtualClock());
  }

  @Test
  void aStageThatOnlyWaitsIsAsFastAsItsConcurrency() {
    var profile = numbers().pipe("wait", ProfileTest::in10Millis, stage -> {}).profile(320);

    var wait = profile.stage("wait");
    assertThat(wait.measurements())
        .extracting(Measurement::concurrency)
        .containsExactly(32, 16, 8, 4, 1);
    for (Measurement each : wait.measurements()) {
      assertThat(each.rate()).isCloseTo(100.0 * each.concurrency(), offset(1e-6));
      assertThat(each.occupancy()).isCloseTo(1, offset(1e-6));
      assertThat(each.statistics().count()).isEqualTo(320);
    }
    assertThat(wait.fastest().concurrency()).isEqualTo(32);
    assertThat(wait.enough().concurrency()).isEqualTo(32);
  }

  @Test
  void aStageThatIsBoundBySomethingElseGainsNothingFromMore() {
    var connections = new AsyncSemaphore(4);
    var profile =
        numbers()
            .pipe(
                "pooled",
                x -> {
                  await(connections.acquire());
                  try {
                    return completedFuture(await(in10Millis(x)));
                  } finally {
                    connections.release();
                  }
                },
                stage -> stage.concurrency(2))
            .profile(320);

    var pooled = profile.stage("pooled");
    assertThat(pooled.enough().concurrency()).isEqualTo(4);
    assertThat(pooled.fastest().concurrency()).isEqualTo(4);
    assertThat(pooled.measurements().get(0).rate()).isCloseTo(400, offset(1e-6));
  }

  @Test
  void aStageThatIsNotKeptBusyTellsByItsOccupancy() {
    var profile =
        numbers()
            .pipe(
                "limited",
                ProfileTest::in10Millis,
                stage -> stage.rateLimit(100, Duration.ofSeconds(1)))
            .profile(320);

    var measurements = profile.stage("limited").measurements();
    assertThat(measurements).allMatch(each -> each.rate() > 90 && each.rate() < 110);
    assertThat(profile.stage("limited").enough().concurrency()).isEqualTo(1);
  }

  @Test
  void eachStageWorksOnWhatTheOneBeforeYielded() {
    var seen = Collections.synchronizedList(new ArrayList<Integer>());
    var profile =
        numbers()
            .pipe("next", ProfileTest::in10Millis, stage -> {})
            .pipeBlocking("even", x -> x % 2 == 0 ? x : null, stage -> stage.concurrency(3))
            .<Integer>pipeIterable("twice", x -> List.of(x, x), stage -> {})
            .aggregate(5)
            .<Integer>disaggregate()
            .pipeBlocking("last", seen::add, stage -> {})
            .profile(10);

    assertThat(profile.stages())
        .extracting(StageProfile::stage)
        .containsExactly("source", "next", "even", "twice", "aggregate", "disaggregate", "last");
    assertThat(profile.stage("even").enough().statistics().dropped()).isEqualTo(5);
    assertThat(profile.stage("aggregate").measurements()).hasSize(1);
    assertThat(seen).hasSize(5 * 10).containsOnly(2, 4, 6, 8, 10);
  }

  @Test
  void nothingIsReadBeyondWhatWasAskedFor() {
    var source = new Naturals(1_000_000);

    var profile = Pipeline.from(source).profile(100);

    assertThat(source.read()).isEqualTo(100);
    assertThat(profile.stages()).hasSize(1);
  }

  @Test
  void theSourceIsMeasuredToo() {
    var next = new AtomicInteger();
    var profile =
        Pipeline.fromAsync(() -> in10Millis(next.getAndIncrement()), -1)
            .clock(new VirtualClock())
            .pipe("fast", CompletableFuture::completedFuture, stage -> {})
            .profile(50);

    assertThat(profile.stage("source").measurements().get(0).rate()).isCloseTo(100, offset(1e-6));
    assertThat(profile.slowest().stage()).isEqualTo("source");
  }

  @Test
  void aSourceThatCanBeReadOnceIsUsedUp() {
    var definition = Pipeline.fromStream(NUMBERS.stream());

    assertThat(definition.profile(10).stage("source").enough().statistics().count()).isEqualTo(10);
    assertThatIllegalStateException().isThrownBy(definition::build);
  }

  @Test
  void ofWhatIsPushedAsMuchIsTakenAsWasAskedFor() {
    try (var publisher = Pipeline.from(NUMBERS).build()) {
      var profile =
          Pipeline.fromPublisher(publisher.publisher())
              .pipe("same", CompletableFuture::completedFuture, stage -> {})
              .profile(7);

      assertThat(profile.stage("same").enough().statistics().count()).isEqualTo(7);
    }
  }

  @Test
  void aContinuousSourceGivesOneEpoch() {
    var profile =
        Pipeline.continuous(List.of(1, 2, 3))
            .pipe("same", CompletableFuture::completedFuture, stage -> {})
            .profile(100);

    assertThat(profile.stage("same").enough().statistics().count()).isEqualTo(3);
  }

  @Test
  void mergedPartsAreMeasuredEach() {
    var part = Pipeline.from(List.of(1, 2)).pipe("part", ProfileTest::in10Millis, stage -> {});
    var profile =
        Pipeline.merge(List.of(part, part))
            .clock(new VirtualClock())
            .pipe("all", ProfileTest::in10Millis, stage -> {})
            .profile(2);

    assertThat(profile.stages())
        .extracting(StageProfile::stage)
        .containsExactly("source", "part", "source-2", "part-2", "all");
    assertThat(profile.stage("all").enough().statistics().count()).isEqualTo(4);
  }

  @Test
  void aMergeOperationIsMeasuredToo() {
    var profile =
        Pipeline.<Integer, Integer>merge(
                List.of(Pipeline.from(List.of(1, 2)), Pipeline.from(List.of(3))),
                (inputs, out) -> {
                  await(out.emit(await(inputs.get(1).next()).orElseThrow()));
                  return completedFuture(null);
                })
            .pipe("all", CompletableFuture::completedFuture, stage -> {})
            .profile(10);

    assertThat(profile.stage("merge").measurements()).hasSize(1);
    assertThat(profile.stage("all").enough().statistics().count()).isEqualTo(1);
  }

  @Test
  void stagesOfPathsWorkOnWhatIsSentThere() {
    var profile =
        numbers()
            .<Integer>pathVariants(
                x -> x < 20 ? 0 : 1,
                few -> few.pipe("few", ProfileTest::in10Millis, stage -> {}),
                many -> many)
            .aggregate(4)
            .<Integer, Integer>batchPathVariants(
                batch -> batch.stream().map(x -> x % 2).toList(),
                List.of(
                    even -> even.pipeBlocking("even", x -> x, stage -> {}),
                    odd -> odd.pipeBlocking("odd", x -> x, stage -> {})))
            .profile(80);

    assertThat(profile.stages())
        .extracting(StageProfile::stage)
        .containsExactly(
            "source", "pathVariants", "few", "aggregate", "batchPathVariants", "even", "odd");
    assertThat(profile.stage("few").enough().statistics().count()).isEqualTo(20);
    assertThat(profile.stage("pathVariants").enough().statistics().count()).isEqualTo(80);
    assertThat(profile.stage("odd").enough().statistics().count()).isPositive();
  }

  @Test
  void aRunThatFailsIsThrownInTheNameOfItsStage() {
    var broken =
        numbers()
            .pipe(
                "broken",
                x -> CompletableFuture.<Integer>failedFuture(new IOException("no route")),
                stage -> stage.maxFailures(3));

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> broken.profile(100))
        .satisfies(failure -> assertThat(failure.stage()).isEqualTo("broken"));
  }

  @Test
  void failedItemsCountAndGoNoFurther() {
    var letters = new AtomicInteger();
    var profile =
        numbers()
            .pipe(
                "moody",
                x -> x % 2 == 0 ? in10Millis(x) : failedFuture(new IOException()),
                stage -> {})
            .pipe("next", ProfileTest::in10Millis, stage -> {})
            .deadLetters(letter -> letters.incrementAndGet())
            .profile(10);

    assertThat(profile.stage("moody").enough().statistics().failed()).isEqualTo(5);
    assertThat(profile.stage("next").enough().statistics().count()).isEqualTo(5);
    assertThat(letters).hasValue(5 * 5);
  }

  @Test
  void eachStageIsToldOfAsSoonAsItWasMeasured() {
    var told = new ArrayList<StageProfile>();

    var profile =
        numbers().pipe("wait", ProfileTest::in10Millis, stage -> {}).profile(1, told::add);

    assertThat(told).isEqualTo(profile.stages());
  }

  @Test
  void itPrintsAsATable() {
    var profile = numbers().pipe("wait", ProfileTest::in10Millis, stage -> {}).profile(320);

    assertThat(profile.toString().lines().skip(2))
        .containsExactly(
            "wait                      32        3,200.0      100 %       10.000       10.224"
                + "  <- enough",
            "                          16        1,600.0      100 %       10.000       10.224",
            "                           8          800.0      100 %       10.000       10.224",
            "                           4          400.0      100 %       10.000       10.224",
            "                           1          100.0      100 %       10.000       10.224");
  }

  @Test
  void whatCannotBeMeasuredIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbers().profile(0))
        .withMessageContaining("a profile of 0 items");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> numbers().pipe("x", ProfileTest::in10Millis, s -> s.concurrency(0)).profile(1))
        .withMessageContaining("stage 'x'");
    assertThatExceptionOfType(NoSuchElementException.class)
        .isThrownBy(() -> numbers().profile(1).stage("y"))
        .withMessageContaining("[source]");
  }
}
