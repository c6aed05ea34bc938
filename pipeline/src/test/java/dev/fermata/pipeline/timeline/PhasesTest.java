package dev.fermata.pipeline.timeline;

import static dev.fermata.pipeline.timeline.Sample.blocked;
import static dev.fermata.pipeline.timeline.Sample.visit;
import static dev.fermata.pipeline.timeline.Sample.waiting;
import static dev.fermata.pipeline.timeline.Sample.working;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PhasesTest {

  @Test
  void betweenItsStretchesOfWorkAnItemWaits() {
    var visit = visit("s", 0, "x", 0, 10, 10, working("a", 2, 3), working("b", 5, 8));

    assertThat(visit.phases())
        .containsExactly(
            waiting(0, 2), working("a", 2, 3), waiting(3, 5), working("b", 5, 8), waiting(8, 10));
  }

  @Test
  void afterItsEndItIsBlocked() {
    var visit = visit("s", 0, "x", 0, 10, 15, working("a", 0, 10));

    assertThat(visit.phases()).containsExactly(working("a", 0, 10), blocked(10, 15));
  }

  @Test
  void whileAPartOfItsResultWaitsItIsBlockedUnlessItWorks() {
    var visit = visit("s", 0, "x", 0, 10, 10, blocked(2, 8), working("a", 4, 5));

    assertThat(visit.phases())
        .containsExactly(
            waiting(0, 2), blocked(2, 4), working("a", 4, 5), blocked(5, 8), waiting(8, 10));
  }

  @Test
  void severalThreadsAtOnceAreOnePhaseAndCountTwice() {
    var visit = visit("s", 0, "x", 0, 6, 6, working("b", 2, 5), working("a", 0, 4));

    assertThat(visit.phases())
        .containsExactly(working("a", 0, 4), working("b", 4, 5), waiting(5, 6));
    assertThat(visit.working()).isEqualTo(Sample.millis(7));
  }

  @Test
  void aVisitThatTookNoTimeHasNoPhase() {
    assertThat(visit("s", 0, "x", 3, 3, 3).phases()).isEmpty();
    assertThat(visit("s", 0, "x", 3, 3, 3).failure()).isEqualTo(Optional.empty());
  }
}
