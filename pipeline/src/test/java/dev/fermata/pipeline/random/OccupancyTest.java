package dev.fermata.pipeline.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.pipeline.Builder;
import dev.fermata.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * When the consumer pauses, every place between it and the source is taken, and no more than that.
 * Source and operations count themselves; the engine is not asked.
 */
@Timeout(300)
class OccupancyTest {

  static LongStream seeds() {
    return RandomPipelineTest.seeds();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whileTheConsumerPausesEveryPlaceIsTakenAndNoMore(long seed) throws Exception {
    var random = new Random(seed);
    var source = new CountedSource(random);
    var stages = new ArrayList<CountedStage>();
    Builder<Object> builder = source.builder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      var stage = new CountedStage(random, !stages.isEmpty());
      stages.add(stage);
      builder = stage.addTo(builder);
    }
    int sink = 1 + random.nextInt(6);
    var clock = new QuietClock();
    try (Pipeline<Object> pipeline = builder.sink(sink).clock(clock).build()) {
      pipeline.start();
      var results = pipeline.iterator();
      for (int taken = 0; taken < 20; taken++) {
        clock.awaitQuiet();
        assertThat(source.read() - stages.get(0).taken())
            .as("read ahead of %s", stages)
            .isEqualTo(source.ahead());
        for (int i = 1; i < stages.size(); i++) {
          assertThat(underWay(stages.get(i - 1), stages.get(i).taken()))
              .as("under way from stage %d to the next of %s", i, stages)
              .isEqualTo(stages.get(i - 1).concurrency + stages.get(i).before());
        }
        // Who waits for room at the sink gets it when half of it is free.
        CountedStage last = stages.get(stages.size() - 1);
        assertThat(underWay(last, taken))
            .as("under way from the last of %s to a sink of %d", stages, sink)
            .isBetween(
                last.concurrency + (taken == 0 ? sink : sink / 2 + 1), last.concurrency + sink);
        results.next();
      }
    }
  }

  private static int underWay(CountedStage from, int arrived) {
    return from.begun() - arrived;
  }
}
