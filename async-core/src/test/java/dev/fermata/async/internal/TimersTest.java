package dev.fermata.async.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.internal.Timers.Timer;
import org.junit.jupiter.api.Test;

/** Timers by time, then by order of addition. */
class TimersTest {

  private final Timers<String> timers = new Timers<>();

  @Test
  void nothingIsDueBeforeItsTime() {
    timers.add(100, "a");
    assertThat(timers.pollDue(99)).isNull();
    assertThat(timers.nanosUntilFirst(99)).isOne();
    assertThat(timers.pollDue(100)).isEqualTo("a");
    assertThat(timers.isEmpty()).isTrue();
    assertThat(timers.pollDue(100)).isNull();
  }

  @Test
  void theEarliestComesFirst() {
    timers.add(3, "third");
    timers.add(1, "first");
    timers.add(2, "second");
    assertThat(timers.pollDue(10)).isEqualTo("first");
    assertThat(timers.pollDue(10)).isEqualTo("second");
    assertThat(timers.pollDue(10)).isEqualTo("third");
  }

  @Test
  void amongThoseOfOneTimeTheFirstAddedComesFirst() {
    timers.add(1, "a");
    timers.add(1, "b");
    timers.add(1, "c");
    assertThat(timers.pollAll()).containsExactly("a", "b", "c");
    assertThat(timers.isEmpty()).isTrue();
  }

  @Test
  void aRemovedOneNeverComes() {
    Timer<String> removed = timers.add(1, "a");
    timers.add(2, "b");
    timers.remove(removed);
    timers.remove(removed);
    assertThat(timers.pollDue(10)).isEqualTo("b");
    assertThat(timers.isEmpty()).isTrue();
  }

  @Test
  void whatIsOverdueIsNotInThePast() {
    timers.add(5, "a");
    assertThat(timers.nanosUntilFirst(50)).isZero();
  }

  @Test
  void theClockMayOverflow() {
    long now = Long.MAX_VALUE - 5;
    timers.add(now + 10, "after the overflow");
    timers.add(now + 1, "before it");
    assertThat(timers.pollDue(now)).isNull();
    assertThat(timers.pollDue(now + 10)).isEqualTo("before it");
    assertThat(timers.nanosUntilFirst(now)).isEqualTo(10);
    assertThat(timers.pollDue(now + 10)).isEqualTo("after the overflow");
  }
}
