package dev.fermata.pipeline;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** However many stages there are, an item that passes them in one go leaves room on the stack. */
class ManyStagesTest {
  private static final int STAGES = 5_000;
  private static final List<Integer> ITEMS = IntStream.range(0, 20).boxed().toList();

  @Test
  void ofOperations() {
    assertThat(through(stages -> stages.pipe(ManyStagesTest::more)))
        .isEqualTo(IntStream.range(STAGES, STAGES + 20).boxed().toList());
  }

  private static CompletableFuture<Integer> more(int item) {
    return completedFuture(item + 1);
  }

  @Test
  void ofListsAndTheirElements() {
    assertThat(through(stages -> stages.aggregate(1).disaggregate())).isEqualTo(ITEMS);
  }

  private static List<Integer> through(UnaryOperator<Builder<Integer>> stage) {
    Builder<Integer> stages = Pipeline.<Integer>from(ITEMS);
    for (int i = 0; i < STAGES; i++) {
      stages = stage.apply(stages);
    }
    try (Pipeline<Integer> pipeline = stages.sink(2).build()) {
      return pipeline.toList();
    }
  }
}
