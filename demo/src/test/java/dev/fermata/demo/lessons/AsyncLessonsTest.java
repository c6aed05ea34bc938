package dev.fermata.demo.lessons;

import static dev.fermata.demo.lessons.Lessons.activities;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.demo.studio.LessonRun;
import dev.fermata.demo.studio.RealTime;
import dev.fermata.demo.trace.Row;
import java.time.Duration;
import java.util.List;
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

  /** In real time anybody may be the slowest; but whoever is named has been. */
  @Test
  void theBottleneckOfEachRunIsTheStageThatWorkedMost() throws Exception {
    var run = LessonRun.of(new L14Bottleneck(), new RealTime(), line -> {});

    assertThat(run.output().stream().map(line -> line.replaceAll("  working.*|in \\d+ ms", "")))
        .filteredOn(line -> !line.startsWith("  the bottleneck is "))
        .containsExactly(
            "16 photos ",
            "  source x1",
            "  fetch  x1",
            "  decode x1",
            "  store  x1",
            "16 photos ",
            "  source x1",
            "  fetch  x1",
            "  decode x3",
            "  store  x1",
            "16 photos ",
            "  source x1",
            "  fetch  x1",
            "  decode x3",
            "  store  x2");
    for (int first = 0; first < run.output().size(); first += 6) {
      List<String> stages = run.output().subList(first + 1, first + 5);
      String named = run.output().get(first + 5).replace("  the bottleneck is ", "");
      assertThat(working(stages, named)).isEqualTo(working(stages, ""));
    }
    assertThat(run.trace().rows()).contains(Row.thread("decode-3"));
  }

  /** The highest share of time in which a stage with such a name worked. */
  private static int working(List<String> stages, String name) {
    return stages.stream()
        .filter(stage -> stage.startsWith("  " + name))
        .mapToInt(stage -> Integer.parseInt(stage.replaceAll(".*working *(\\d+) %.*", "$1")))
        .max()
        .orElseThrow();
  }

  /** The network takes as long as it likes; time passes only where nobody will answer. */
  @Test
  void theCrawlerSeesEveryPageOnceTriesAgainAndGivesUp() throws Exception {
    var run = Lessons.run(new L15Crawler());

    assertThat(run.output())
        .startsWith("/ leads to [/birds, /insects, /news, /archive]")
        .contains("/birds/dodo leads to []")
        .containsSubsequence(
            "/news: status 503, once more", "/news: status 503, once more", "/news leads to [/]")
        .endsWith(
            "/archive: no answer in 300 ms, once more",
            "/archive: no answer in 300 ms, once more",
            "/archive: given up, no answer in 300 ms",
            "9 pages: [/, /archive, /birds, /birds/dodo, /birds/jay, /birds/owl, /insects,"
                + " /insects/bee, /news]")
        .hasSize(9 + 2 + 2 + 1);
    assertThat(activities(run, Row.task("/archive")))
        .containsExactly(
            "waiting 0-300 GET /archive",
            "waiting 320-620 GET /archive",
            "waiting 660-960 GET /archive");
    assertThat(run.trace().elapsed()).isEqualTo(Duration.ofMillis(960));
  }

  @Test
  void aTasksRowShowsItsCleanUp() throws Exception {
    var run = Lessons.run(new L12CancelTogether());

    assertThat(activities(run, Row.task("cat"))).hasSize(2).last().asString().contains("tidy up");
  }
}
