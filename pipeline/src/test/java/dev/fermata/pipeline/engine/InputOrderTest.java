package dev.fermata.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
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

  @Test
  void turnsThatAreOverAtOnceAreTakenInARow() {
    int lanes = 100_000;
    var order = new InputOrder(lanes);
    long first = order.draw();
    var taken = new ArrayList<Long>();
    for (int i = 1; i < lanes; i++) {
      long ticket = order.draw();
      order.lineUp(
          ticket,
          () -> {
            assertThat(order.isTurn(ticket)).isTrue();
            taken.add(ticket);
            return ticket != 70_000;
          });
    }

    order.pass(first);
    assertThat(taken).isEqualTo(LongStream.rangeClosed(1, 70_000).boxed().toList());
    assertThat(order.isTurn(70_000)).as("that turn is not over").isTrue();

    order.pass(70_000);
    assertThat(taken).isEqualTo(LongStream.range(1, lanes).boxed().toList());
    assertThat(order.isTurn(order.draw())).isTrue();
  }

  /**
   * A stage that is widened has more lanes than it began with, at whatever ticket it has come to.
   */
  @Test
  void theRingGrowsAndEveryoneKeepsThePlace() {
    for (int lanes = 1; lanes <= 5; lanes++) {
      for (int served = 0; served < 10; served++) {
        var order = new InputOrder(lanes);
        for (int i = 0; i < served; i++) {
          order.pass(order.draw());
        }
        var turns = new ArrayList<CompletableFuture<?>>();
        for (int i = 0; i < 20; i++) {
          turns.add(turn(order, order.draw()));
        }
        for (int i = 0; i < 20; i++) {
          assertThat(turns.subList(0, i + 1)).allMatch(CompletableFuture::isDone);
          assertThat(turns.subList(i + 1, 20)).noneMatch(CompletableFuture::isDone);
          order.pass(served + i);
        }
      }
    }
  }

  @Test
  void whatIsNearIsWithinThatManyTurnsThePresentOneIncluded() {
    var order = new InputOrder(1);
    order.pass(order.draw());
    long present = order.draw();
    long next = order.draw();

    assertThat(order.isNear(present, 1)).isTrue();
    assertThat(order.isNear(next, 1)).isFalse();
    assertThat(order.isNear(next, 2)).isTrue();
  }

  private static CompletableFuture<?> turn(InputOrder order, long ticket) {
    return order.turn(ticket).toCompletableFuture();
  }
}
