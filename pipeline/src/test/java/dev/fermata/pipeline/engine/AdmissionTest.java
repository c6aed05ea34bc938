package dev.fermata.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.pipeline.definition.StageSettings;
import dev.fermata.pipeline.definition.StageSettings.ResultOrder;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  /**
   * The third item, begun before the stage was narrowed, waits for its turn behind the second,
   * which its lane has not seen yet: the second must not wait for the third.
   */
  @Test
  void inInputOrderAnItemThatOthersWaitForIsNotHeldBack() {
    StageSettings settings = StageSettings.DEFAULT.with(4, ResultOrder.INPUT);
    HandOffOrder order = HandOffOrder.of(settings);
    var admission = new Admission(settings, order);
    long first = order.draw();
    long second = order.draw();
    long third = order.draw();
    assertThat(admission.begins(first)).isTrue();
    order.pass(first);
    admission.ends();
    assertThat(admission.begins(third)).isTrue();

    admission.concurrency(1);

    assertThat(admission.begins(order.draw())).as("one that nobody waits for").isFalse();
    assertThat(admission.begins(second)).isTrue();
  }

  @Test
  void asManyBeginAsAreAllowedAndAnotherWhenOneHasEnded() {
    StageSettings settings = StageSettings.DEFAULT.with(2, ResultOrder.COMPLETION);
    HandOffOrder order = HandOffOrder.of(settings);
    var admission = new Admission(settings, order);
    assertThat(admission.begins(order.draw())).isTrue();
    assertThat(admission.begins(order.draw())).isTrue();
    assertThat(admission.begins(order.draw())).isFalse();

    admission.ends();

    assertThat(admission.begins(order.draw())).isTrue();
  }

  @Test
  void nothingBeginsWhilePaused() {
    HandOffOrder order = HandOffOrder.of(StageSettings.DEFAULT);
    var admission = new Admission(StageSettings.DEFAULT, order);
    admission.pause();
    assertThat(admission.begins(order.draw())).isFalse();
    admission.resume();
    assertThat(admission.begins(order.draw())).isTrue();
  }
}
