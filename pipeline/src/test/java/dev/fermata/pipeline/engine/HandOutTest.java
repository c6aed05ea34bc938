package dev.fermata.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HandOutTest {
  private final Mark.Border border = new Mark.Border("test");
  private final HandOut handOut = new HandOut();

  @Test
  void aBorderGoesOutWhenAllBeforeItIsSettledAndNothingBesideIt() {
    handOut.add(1);
    handOut.add(2);
    handOut.add(border);
    handOut.add(3);
    assertThat(handOut.take()).isCompletedWithValue(1);
    assertThat(handOut.take()).isCompletedWithValue(2);
    var first = handOut.take();
    var second = handOut.take();

    handOut.settle();
    assertThat(first).isNotDone();

    handOut.settle();
    assertThat(first).isCompletedWithValue(border);
    assertThat(second).isNotDone();

    handOut.settle();
    assertThat(second).isCompletedWithValue(3);
  }

  @Test
  void anEndIsThereForWhoeverAsksEvenWhileItemsAreOut() {
    handOut.add(1);
    handOut.add(Mark.END);

    assertThat(handOut.poll()).isEqualTo(1);
    assertThat(handOut.take()).isCompletedWithValue(Mark.END);
    assertThat(handOut.poll()).isEqualTo(Mark.END);
    assertThat(handOut.size()).isZero();
  }

  @Test
  void twoBordersInARowGoOutOneAfterTheOther() {
    handOut.add(border);
    handOut.add(border);

    assertThat(handOut.poll()).isEqualTo(border);
    assertThat(handOut.poll()).isNull();
    handOut.settle();
    assertThat(handOut.poll()).isEqualTo(border);
  }

  @Test
  void aTakerWhoLeftIsSkipped() {
    var first = handOut.take();
    var second = handOut.take();

    first.cancel(true);
    handOut.add(1);

    assertThat(second).isCompletedWithValue(1);
  }

  @Test
  void whatComesAfterAnEndIsForgotten() {
    handOut.add(Mark.CUT);
    handOut.add(1);
    handOut.add(Mark.END);

    assertThat(handOut.poll()).isEqualTo(Mark.CUT);
    assertThat(handOut.size()).isZero();
  }

  @Test
  void whatCouldPassIsKeptForTheNextWhenTheFirstLeft() {
    var first = handOut.take(item -> false);
    first.cancel(true);

    assertThat(handOut.pass(1)).isFalse();
    handOut.add(1);
    assertThat(handOut.take()).isCompletedWithValue(1);
  }

  @Test
  void whoWaitsIsToldThatAllIsDiscarded() {
    var first = handOut.take();
    var second = handOut.take();

    handOut.discard(Mark.CUT);

    assertThat(first).isCompletedWithValue(Mark.CUT);
    assertThat(second).isCompletedWithValue(Mark.CUT);
  }
}
