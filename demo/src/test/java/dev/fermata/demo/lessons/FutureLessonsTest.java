package dev.fermata.demo.lessons;

import static dev.fermata.demo.lessons.Lessons.activities;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.demo.trace.Row;
import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lessons 1 to 5: threads and futures. */
@Timeout(60)
class FutureLessonsTest {
  @Test
  void oneFutureOverlapsWithItsCallerUntilGet() throws Exception {
    var run = Lessons.run(new L01OneFuture());

    assertThat(run.output())
        .containsExactly(
            "asked for the ant; is it there? false",
            "the frame is ready; is the ant there? false",
            "now it is there: ant");
    assertThat(activities(run, main()))
        .containsExactly("working 0-25 frame", "blocked 25-60 get()");
    assertThat(activities(run, Row.thread("worker-1"))).containsExactly("blocked 0-60 fetch ant");
  }

  @Test
  void chainedByBlockingNothingOverlaps() throws Exception {
    var run = Lessons.run(new L02ChainByBlocking());

    assertThat(run.output())
        .containsExactly(
            "ant is stored",
            "bee is stored",
            "cat is stored",
            "dog is stored",
            "elk is stored",
            "fox is stored");
    assertThat(run.trace().elapsed()).isEqualTo(Duration.ofMillis(310 + 6 * 10 + 6 * 20));
    assertThat(run.trace().threads()).isEqualTo(4);
    assertThat(run.mostPhotosInMemory()).isEqualTo(1);
    assertThat(activities(run, main())).hasSize(18).allMatch(each -> each.endsWith(" get()"));
  }

  @Test
  void plainCallsTakeAsLongAsTheChain() throws Exception {
    var chain = new L02ChainByBlocking();

    var plain = Lessons.run(chain.sameWork().get(0));

    assertThat(plain.trace().elapsed()).isEqualTo(Lessons.run(chain).trace().elapsed());
    assertThat(plain.trace().threads()).isEqualTo(1);
  }

  @Test
  void eachStepsFailureIsToldApart() throws Exception {
    var run = Lessons.run(new L03NestOfTries());

    assertThat(run.output())
        .containsExactly(
            "ant is stored",
            "yak could not be fetched: there is no photo of a yak",
            "gnu could not be decoded: the photo of a gnu is damaged");
  }

  @Test
  void callbacksLeaveTheCallerFree() throws Exception {
    var run = Lessons.run(new L04Callbacks());

    assertThat(run.output())
        .startsWith("all are under way")
        .containsExactlyInAnyOrder(
            "all are under way",
            "ant is stored",
            "yak failed, at some step: there is no photo of a yak",
            "gnu failed, at some step: the photo of a gnu is damaged");
    assertThat(activities(run, main())).containsExactly("blocked 0-90 join()");
  }

  @RepeatedTest(5)
  void whatIsCompletedFirstIsLookedAtFirst() throws Exception {
    var run = Lessons.run(new L05FirstCompletedFirst());

    assertThat(run.output())
        .containsExactly(
            "bee is stored",
            "ant is stored",
            "dog is stored",
            "elk is stored",
            "cat is stored",
            "fox is stored");
    assertThat(run.trace().elapsed()).isLessThan(Duration.ofMillis(490 / 2));
    assertThat(run.trace().threads()).isEqualTo(4);
  }

  @Test
  void whatOneCanSeeInTheTimelineOfLesson5() throws Exception {
    var run = Lessons.run(new L05FirstCompletedFirst());

    assertThat(activities(run, Row.thread("worker-2"))).first().isEqualTo("blocked 0-30 fetch bee");
    assertThat(activities(run, main())).allMatch(each -> each.startsWith("blocked"));
  }

  private static Row main() {
    return Row.thread(Thread.currentThread().getName());
  }
}
