package dev.fermata.demo.trace;

import static dev.fermata.demo.trace.Traces.activity;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TraceTextTest {
  private static final Row MAIN = Row.thread("main");
  private static final Row ANT = Row.task("ant");

  @Test
  void aLineForEachRowAndAFillForEachState() {
    var trace =
        Traces.of(
            40,
            activity(MAIN, State.BLOCKED, "g", 0, 10),
            activity(MAIN, State.WORKING, "d", 20, 40),
            activity(ANT, State.WAITING, "f", 0, 20));

    assertThat(TraceText.of(trace, 49, Fills.ASCII).lines().toList())
        .startsWith(
            "main   |gxxxxxxxxx          d###################|",
            "~ ant  |f...................                    |",
            " ".repeat(8) + "0" + " ".repeat(34) + "40 ms");
  }

  @Test
  void labelsStandWhereThereIsRoom() {
    var trace =
        Traces.of(
            40,
            activity(MAIN, State.BLOCKED, "fetch ant", 0, 20),
            activity(MAIN, State.BLOCKED, "bee", 20, 23));

    assertThat(TraceText.of(trace, 48, Fills.ASCII).lines().findFirst())
        .hasValue("main  |fetch antxxxxxxxxxxxxxx                 |");
  }

  @Test
  void theShortestActivityCanStillBeSeen() {
    var trace = Traces.of(4000, activity(MAIN, State.WORKING, "blink", 3999, 4000));

    assertThat(TraceText.of(trace, 48, Fills.ASCII).lines().findFirst())
        .hasValue("main  |" + " ".repeat(39) + "#|");
  }

  @Test
  void theLegendExplainsTheFills() {
    assertThat(TraceText.of(Traces.of(40), 48, Fills.ASCII).lines().collect(Collectors.toList()))
        .last()
        .asString()
        .contains("# working", "x blocked", ". waiting", "~ a task");
  }

  @Test
  void blocksAreDrawnOnlyWhereTheyCanBeWritten() {
    assertThat(Fills.that(UTF_8.newEncoder())).isEqualTo(Fills.BLOCKS);
    assertThat(Fills.that(US_ASCII.newEncoder())).isEqualTo(Fills.ASCII);
  }
}
