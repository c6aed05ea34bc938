package dev.fermata.pipeline.timeline;

import static dev.fermata.pipeline.timeline.Sample.millis;
import static dev.fermata.pipeline.timeline.Sample.visit;
import static dev.fermata.pipeline.timeline.Sample.working;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.fermata.pipeline.timeline.Timeline.LeftOut;
import dev.fermata.pipeline.timeline.Timeline.Stage;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ChromeTraceTest {

  private static JsonObject parsed(Timeline timeline) {
    return JsonParser.parseString(timeline.toChromeTrace()).getAsJsonObject();
  }

  private static List<JsonObject> events(Timeline timeline, String phase) {
    return StreamSupport.stream(parsed(timeline).getAsJsonArray("traceEvents").spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .filter(event -> event.get("ph").getAsString().equals(phase))
        .toList();
  }

  private static String track(JsonObject event) {
    return event.get("pid").getAsInt() + "/" + event.get("tid").getAsInt();
  }

  @Test
  void processesAndTracksHaveNames() {
    List<JsonObject> names = events(Sample.small(), "M");

    assertThat(names)
        .filteredOn(event -> event.get("name").getAsString().equals("process_name"))
        .extracting(event -> event.getAsJsonObject("args").get("name").getAsString())
        .containsExactly("stages", "threads");
    assertThat(names)
        .filteredOn(event -> event.get("name").getAsString().equals("thread_name"))
        .extracting(
            event -> track(event) + " " + event.getAsJsonObject("args").get("name").getAsString())
        .containsExactly("1/1 fetch", "1/2 fetch 1", "1/3 decode", "2/1 loop", "2/2 worker");
  }

  @Test
  void aVisitIsACompleteEventInMicrosecondsWithItsPhasesWithin() {
    List<JsonObject> events = events(Sample.small(), "X");

    assertThat(events)
        .filteredOn(event -> track(event).equals("1/2"))
        .extracting(
            event ->
                "%s %.0f+%.0f"
                    .formatted(
                        event.get("name").getAsString(),
                        event.get("ts").getAsDouble(),
                        event.get("dur").getAsDouble()))
        .containsExactly(
            "b 2000+58000", "working 2000+2000", "waiting 4000+46000", "blocked 50000+10000");
    assertThat(events)
        .filteredOn(event -> track(event).equals("2/2"))
        .singleElement()
        .satisfies(
            job -> {
              assertThat(job.get("name").getAsString()).isEqualTo("decode");
              assertThat(job.getAsJsonObject("args").get("item").getAsString()).isEqualTo("a");
            });
  }

  @Test
  void whatALabelContainsIsEscaped() {
    String strange = "\"quoted\\\" \n\u0001 \u2028 \ud800 grün 😀";
    Timeline timeline =
        Sample.timeline(
            10,
            List.of(new Stage(strange, 1)),
            visit(strange, 0, strange, 0, 1, 1, working(strange, 0, 1)));

    assertThat(events(timeline, "X").get(0).get("name").getAsString()).isEqualTo(strange);
    assertThat(events(timeline, "X").get(0).get("cat").getAsString()).isEqualTo(strange);
  }

  @Test
  void jobsOfAThreadDoNotOverlap() {
    Timeline timeline =
        Sample.timeline(
            30,
            List.of(new Stage("s", 2)),
            visit("s", 0, "a", 0, 20, 20, working("loop", 0, 20)),
            visit("s", 1, "b", 8, 30, 30, working("loop", 8, 30)));

    assertThat(events(timeline, "X"))
        .filteredOn(event -> event.get("pid").getAsInt() == 2)
        .extracting(event -> event.get("ts").getAsDouble() + "+" + event.get("dur").getAsDouble())
        .containsExactly("0.0+20000.0", "20000.0+10000.0");
  }

  @Test
  void whatIsLeftOutIsSaid() {
    var small = Sample.small();
    var cut =
        new Timeline(
            small.from(), small.to(), small.stages(), small.visits(), new LeftOut(7, true));

    JsonObject other = parsed(cut).getAsJsonObject("otherData");
    assertThat(other.get("leftOut").getAsInt()).isEqualTo(7);
    assertThat(other.get("note").getAsString()).startsWith("7 earlier operations are left out");
  }

  @Test
  void aFailureAndAnUnfinishedVisitAreMarked() {
    var visit =
        new Visit(
            "s", 0, "x", millis(0), millis(1), millis(1), false, Optional.of("E"), List.of(), 3);

    JsonObject args =
        events(Sample.timeline(1, List.of(new Stage("s", 1)), visit), "X")
            .get(0)
            .getAsJsonObject("args");
    assertThat(args.get("ended").getAsBoolean()).isFalse();
    assertThat(args.get("failure").getAsString()).isEqualTo("E");
    assertThat(args.get("stretchesLeftOut").getAsInt()).isEqualTo(3);
  }

  @Test
  void aVisitOfAnUnknownStageIsRefused() {
    Timeline timeline = Sample.timeline(1, List.of(), visit("nowhere", 0, "x", 0, 1, 1));

    assertThatIllegalArgumentException()
        .isThrownBy(timeline::toChromeTrace)
        .withMessageContaining("nowhere");
  }
}
