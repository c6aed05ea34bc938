package dev.fermata.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class KeyOrderTest {
  private final KeyOrder order = new KeyOrder();

  private CompletableFuture<?> enter(Object key) {
    return order.enter(key).toCompletableFuture();
  }

  @Test
  void thoseOfOneKeyEnterInTurnAndOthersBesideThem() {
    var first = enter("a");
    var second = enter("a");
    var third = enter("a");
    assertThat(first).isDone();
    assertThat(second).isNotDone();
    assertThat(enter("b")).isDone();

    order.leave("a");
    assertThat(second).isDone();
    assertThat(third).isNotDone();

    order.leave("a");
    assertThat(third).isDone();

    order.leave("a");
    assertThat(enter("a")).isDone();
  }

  @Test
  void whoLeftTheLineIsSkipped() {
    enter("a");
    var second = enter("a");
    var third = enter("a");
    second.cancel(true);

    order.leave("a");

    assertThat(third).isDone();
  }

  @Test
  void aKeyWhoseHashCodeChangesIsToldOf() {
    List<Integer> key = new ArrayList<>(List.of(1));
    enter(key);
    key.add(2);

    assertThatIllegalStateException()
        .isThrownBy(() -> order.leave(key))
        .withMessageContaining("key [1, 2] changed its hash code");
  }
}
