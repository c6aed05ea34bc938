package dev.fermata.demo.lessons;

import static dev.fermata.demo.lessons.Lessons.activities;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.demo.studio.LessonRun;
import dev.fermata.demo.studio.RealTime;
import dev.fermata.demo.trace.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lessons 10 to 14: what is under async and await, and what stands on it. */
@Timeout(60)
class AsyncLessonsTest {

  @Test
  void theStateTableIsThatOfTheClassFile() throws Exception {
    var run = Lessons.run(new L10WhatIsMadeOfIt());

    assertThat(run.output())
        .contains("process: 2 states, kept in one Frames.R2W0")
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches(
                        "  0 +\\d+ +Bytes bytes = await\\(studio.fetching\\(photo\\)\\); +"
                            + "r0 = studio, r1 = photo"));
  }

  @Test
  void theJavaLikeViewWritesTheAwaitsOut() throws Exception {
    var run = Lessons.run(new L10WhatIsMadeOfIt());

    assertThat(run.output())
        .containsSubsequence(
            "async$process(.., Frames.R2W0 frame) {",
            "    case 1: studio = (Studio) frame.r0; photo = (String) frame.r1; goto READY_1;",
            "  stage = studio.fetching(photo);",
            "    frame.r0 = studio; frame.r1 = photo; return frame.suspend(stage, 0);",
            "READY_0:",
            "  Bytes bytes = result(stage);",
            "  Picture picture = studio.decode(bytes);",
            "  stage = studio.storing(picture);",
            "READY_1:",
            "  result(stage);",
            "}");
  }

  @Test
  void aClockTicksBesideABlockingFunctionOnAnExecutorAndStopsWhereItHoldsTheLoop()
      throws Exception {
    var run = Lessons.run(new L11BlockingFunctions());

    assertThat(run.output())
        .containsExactly(
            "on an executor:",
            "  tick 1",
            "  tick 2",
            "  tick 3",
            "  tick 4",
            "  tick 5",
            "  the catalogue is read",
            "on the loop, by mistake:",
            "  tick 1",
            "  the catalogue is read");
  }

  @Test
  void noneOutlivesTheGroupAndAllTidyUp() throws Exception {
    var run = Lessons.run(new L12CancelTogether());

    assertThat(run.output())
        .containsExactly(
            "yak has tidied up",
            "ant is cancelled",
            "cat is cancelled",
            "ant has tidied up",
            "cat has tidied up",
            "the album failed: there is no photo of a yak",
            "the fox took too long");
  }

  @Test
  void theStagesOfThePipelineHaveTheirConcurrencies() throws Exception {
    var run = LessonRun.of(new L13ConcurrencyPerStage(), new RealTime(), line -> {});

    assertThat(run.output())
        .containsExactlyInAnyOrder(
            "ant is stored",
            "bee is stored",
            "cat is stored",
            "dog is stored",
            "elk is stored",
            "fox is stored");
    assertThat(Lessons.mostAtOnce(run, "fetch ")).isLessThanOrEqualTo(4);
    assertThat(Lessons.mostAtOnce(run, "decode ")).isLessThanOrEqualTo(2);
    assertThat(Lessons.mostAtOnce(run, "store ")).isEqualTo(1);
  }

  @Test
  void theBottleneckIsNamedForEachRun() throws Exception {
    var run = LessonRun.of(new L14Bottleneck(), new RealTime(), line -> {});

    assertThat(run.output()).filteredOn(line -> line.startsWith("16 photos in ")).hasSize(3);
    assertThat(run.output())
        .filteredOn(line -> line.startsWith("  the bottleneck is "))
        .hasSize(3)
        .first()
        .isEqualTo("  the bottleneck is decode");
    assertThat(run.trace().rows()).contains(Row.thread("decode-3"));
  }

  @Test
  void theCrawlerSeesEveryPageOnceTriesAgainAndGivesUp() throws Exception {
    var run = LessonRun.of(new L15Crawler(), new RealTime(), line -> {});

    assertThat(run.output())
        .contains(
            "/ leads to [/birds, /insects, /news, /archive]",
            "/birds/dodo leads to []",
            "/news: status 503, once more",
            "/news leads to [/]",
            "/archive: no answer in 300 ms, once more",
            "/archive: given up, no answer in 300 ms")
        .last()
        .isEqualTo(
            "9 pages: [/, /archive, /birds, /birds/dodo, /birds/jay, /birds/owl, /insects,"
                + " /insects/bee, /news]");
    assertThat(activities(run, Row.task("/archive"))).hasSize(3);
    assertThat(Lessons.mostAtOnce(run, "GET ")).isLessThanOrEqualTo(3);
  }

  @Test
  void aTasksRowShowsItsCleanUp() throws Exception {
    var run = Lessons.run(new L12CancelTogether());

    assertThat(activities(run, Row.task("cat"))).hasSize(2).last().asString().contains("tidy up");
  }
}
