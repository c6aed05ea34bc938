package dev.fermata.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InputOrderTest {

  @Test
  void everyTicketWaitsForThoseBeforeIt() {
    var order = new InputOrder(3);
    long first = order.draw();
    long second = order.draw();
    long third = order.draw();
    var thirdTurn = turn(order, third);
    var secondTurn = turn(order, second);

    assertThat(turn(order, first)).isDone();
    assertThat(secondTurn).isNotDone();

    order.pass(first);
    assertThat(secondTurn).isDone();
    assertThat(thirdTurn).isNotDone();

    order.pass(second);
    assertThat(thirdTurn).isDone();
  }

  @Test
  void theRingIsUsedAgainAndAgain() {
    var order = new InputOrder(2);
    long early = order.draw();
    for (int i = 0; i < 100; i++) {
      long late = order.draw();
      var lateTurn = turn(order, late);
      assertThat(lateTurn).isNotDone();
      order.pass(early);
      assertThat(lateTurn).isDone();
      early = late;
    }
  }

  private static CompletableFuture<?> turn(InputOrder order, long ticket) {
    return order.turn(ticket).toCompletableFuture();
  }
}
