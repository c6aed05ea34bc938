package dev.fermata.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Something that is waited for until it has happened. */
class AsyncEventTest {

  private final AsyncEvent event = new AsyncEvent();

  @Test
  void waitersWaitUntilItIsSet() {
    Task<Void> waiter = event.whenSet();
    assertThat(waiter).isNotDone();
    assertThat(event.isSet()).isFalse();
    event.set();
    assertThat(waiter).isCompleted();
    assertThat(event.isSet()).isTrue();
    assertThat(event.whenSet()).isCompleted();
  }

  @Test
  void waitersGoOnInTheOrderInWhichTheyCame() {
    var order = new ArrayList<Integer>();
    for (int i = 0; i < 5; i++) {
      int number = i;
      event.whenSet().thenRun(() -> order.add(number));
    }
    event.set();
    assertThat(order).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void clearedItMakesWaitThoseThatComeLater() {
    Task<Void> before = event.whenSet();
    event.set();
    event.clear();
    assertThat(before).isCompleted();
    assertThat(event.whenSet()).isNotDone();
    assertThat(event.isSet()).isFalse();
  }

  @Test
  void cancellingOneWaiterLeavesTheOthers() {
    Task<Void> cancelled = event.whenSet();
    Task<Void> other = event.whenSet();
    cancelled.cancel(true);
    event.set();
    assertThat(cancelled).isCompletedExceptionally();
    assertThat(other).isCompleted();
    assertThat(other.isCompletedExceptionally()).isFalse();
  }
}
