package dev.fermata.demo.lessons;

import static dev.fermata.demo.lessons.Lessons.activities;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.demo.trace.Row;
import dev.fermata.demo.trace.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lessons 6 to 9: from a loop that knows the steps to one that knows none. */
@Timeout(60)
class LoopLessonsTest {

  @Test
  void theNextTaskPipelineTakesNoMorePhotosThanItLooksAfter() throws Exception {
    var run = Lessons.run(new L06NextTask());

    assertThat(run.output()).hasSize(6).first().isEqualTo("bee is stored");
    assertThat(run.mostPhotosInMemory()).isLessThanOrEqualTo(3);
  }

  @Test
  void laterStepsStarveBehindTheFetches() throws Exception {
    var run = Lessons.run(new L07ItsLimits());

    assertThat(run.output())
        .startsWith(
            "after  4 steps:  0 stored,  4 in memory", "after  8 steps:  0 stored,  8 in memory")
        .endsWith("after 36 steps: 12 stored,  0 in memory");
    assertThat(run.mostPhotosInMemory()).isGreaterThanOrEqualTo(10);
  }

  @Test
  void onOneLoopEachPhotoGoesItsOwnWay() throws Exception {
    var run = Lessons.run(new L08EventLoopByHand());

    assertThat(run.output())
        .containsExactlyInAnyOrder(
            "ant is stored",
            "bee is stored",
            "cat is stored",
            "dog is stored",
            "elk is stored",
            "fox is stored");
    assertThat(activities(run, main()))
        .filteredOn(each -> each.startsWith("working"))
        .hasSize(6)
        .allMatch(each -> each.contains("decode"));
  }

  @Test
  void awaitHoldsNoThreadAndTheOrderIsThatOfTheNetwork() throws Exception {
    var run = Lessons.run(new L09AsyncAwait());

    assertThat(run.output())
        .containsExactly(
            "all are under way",
            "elk is stored",
            "bee is stored",
            "dog is stored",
            "ant is stored",
            "fox is stored",
            "cat is stored",
            "stored: [ant, bee, cat, dog, elk, fox]");
    assertThat(run.trace().threads()).isEqualTo(1);
    assertThat(run.trace().threadTime(State.BLOCKED)).isZero();
    assertThat(run.trace().elapsed()).isEqualTo(Duration.ofMillis(90 + 10 + 20));
  }

  @Test
  void aTaskWaitsWhereItHoldsNothingAndWorksOnTheLoop() throws Exception {
    var run = Lessons.run(new L09AsyncAwait());

    assertThat(activities(run, Row.task("ant")))
        .containsExactly(
            "waiting 0-60 fetch ant", "working 60-70 decode ant", "waiting 70-90 store ant");
    assertThat(activities(run, main())).contains("working 60-70 decode ant");
  }

  private static Row main() {
    return Row.thread(Thread.currentThread().getName());
  }
}
