package dev.fermata.demo.stepper.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.demo.stepper.programs.Program;
import dev.fermata.demo.stepper.recording.Recording;
import dev.fermata.demo.stepper.recording.Scene;
import dev.fermata.demo.stepper.recording.Scene.Call;
import dev.fermata.demo.stepper.recording.Scene.Frame;
import dev.fermata.demo.stepper.recording.Scene.Timer;
import dev.fermata.demo.stepper.recording.Scene.Variable;
import dev.fermata.demo.stepper.recording.Scene.Worker;
import dev.fermata.demo.stepper.recording.Step;
import dev.fermata.demo.stepper.recording.Step.Kind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two lessons of the course as they are: a loop made by hand, and async/await on the real one. */
@Timeout(180)
class LessonRecordingsTest {

  private static Recording byHand;
  private static Recording awaiting;

  @BeforeAll
  static void record() throws Exception {
    byHand = Recorder.record(Program.LESSON8, Path.of("src/main/java"));
    awaiting = Recorder.record(Program.LESSON9, Path.of("src/main/java"));
  }

  @Test
  void whatStandsInTheQueueOfTheLoopByHandIsShownAsReady() {
    Step full =
        byHand.steps().stream().filter(step -> step.kind() == Kind.TAKE).findFirst().orElseThrow();

    assertThat(full.text())
        .isEqualTo("The loop takes lambda in teach(\"ant\") from the ready queue, and runs it.");
    assertThat(full.scene().ready())
        .containsExactly(
            "lambda in teach(\"bee\")",
            "lambda in teach(\"cat\")",
            "lambda in teach(\"dog\")",
            "lambda in teach(\"elk\")",
            "lambda in teach(\"fox\")");
  }

  @Test
  void thePhotoThatComesFirstGoesOnFirst() {
    assertThat(byHand.steps().stream().filter(step -> step.kind() == Kind.TAKE).skip(6))
        .extracting(step -> step.text().replaceAll(".*lambda in start\\((.*)\\) from .*", "$1"))
        .containsExactly(
            "fetched, Bytes(\"bee\")",
            "fetched, Bytes(\"ant\")",
            "fetched, Bytes(\"dog\")",
            "fetched, Bytes(\"elk\")",
            "fetched, Bytes(\"cat\")",
            "stored, \"bee\"",
            "stored, \"ant\"",
            "stored, \"dog\"",
            "stored, \"elk\"",
            "fetched, Bytes(\"fox\")",
            "stored, \"cat\"",
            "stored, \"fox\"");
  }

  @Test
  void theLoopByHandIsBlockedOnlyWhenNothingIsReady() {
    assertThat(byHand.steps())
        .filteredOn(step -> step.kind() == Kind.IDLE)
        .hasSizeGreaterThan(2)
        .allSatisfy(step -> assertThat(step.scene().ready()).isEmpty())
        .allSatisfy(step -> assertThat(step.scene().stack().get(0).name()).isEqualTo("run()"));
  }

  @Test
  void aWorkerHandsItsResultToTheLoop() {
    Step added =
        byHand.steps().stream()
            .filter(step -> step.kind() == Kind.WAKE && step.thread().equals("worker-2"))
            .findFirst()
            .orElseThrow();
    Scene scene = added.scene();

    assertThat(scene.time()).isEqualTo(30);
    assertThat(scene.ready()).containsExactly("lambda in start(fetched, Bytes(\"bee\"))");
    assertThat(scene.workers())
        .extracting(Worker::name)
        .containsExactly("worker-1", "worker-2", "worker-3");
    assertThat(scene.workers().get(1).stack().get(0).variables())
        .contains(
            new Variable("callback", "fetched(AlbumEntry(\"bee\"))"),
            new Variable("result", "Bytes(\"bee\")"));
  }

  @Test
  void callsOfTheLessonAreSuspendedAndThoseOfItsStudioAreNoBusinessOfTheReader() {
    Step sixth = suspensions().get(6);

    assertThat(sixth.text())
        .isEqualTo(
            "process(Studio, \"fox\") awaits fetching(\"fox\"), which has not ended: the method is"
                + " suspended, and its caller gets a future. Saved for later: studio = Studio,"
                + " photo = \"fox\".");
    assertThat(sixth.scene().calls())
        .extracting(Call::name)
        .filteredOn(name -> name.startsWith("process("))
        .hasSize(6);
    assertThat(sixth.scene().calls()).extracting(Call::name).noneMatch(this::isOfTheStudio);
    assertThat(sixth.scene().stack()).extracting(Frame::name).noneMatch(this::isOfTheStudio);
    assertThat(sixth.scene().timers())
        .hasSize(6)
        .startsWith(new Timer("sleep(20 ms)", 20, "fetching(\"elk\")"));
  }

  @Test
  void theStepsOfTheStudiosOwnCallsAreLeftOut() {
    assertThat(awaiting.steps())
        .filteredOn(step -> step.kind() == Kind.TAKE && step.line() > 0)
        .hasSize(2 * 6 + 1) // each photo at each of its awaits, and all of them at the end
        .allSatisfy(step -> assertThat(step.text()).startsWith("The loop takes process"));
  }

  @Test
  void whatACallGetsFromTheStudioIsSaidWhereItGoesOn() {
    assertThat(awaiting.steps())
        .extracting(Step::text)
        .containsSubsequence(
            "fetching(\"elk\") has ended: process(Studio, \"elk\"), which awaits it, enters the"
                + " ready queue.",
            "The loop takes process(Studio, \"elk\") from the ready queue. It goes on in line 57,"
                + " where it awaited fetching(\"elk\"), and gets Bytes(\"elk\"); restored: studio ="
                + " Studio, photo = \"elk\".");
  }

  @Test
  void bothSayAtTheEndWhatTheySayElsewhere() {
    assertThat(lastOf(byHand).output()).endsWith("fox is stored\n");
    assertThat(lastOf(awaiting).output()).endsWith("stored: [ant, bee, cat, dog, elk, fox]\n");
    assertThat(lastOf(awaiting).time()).isEqualTo(90 + 10 + 20);
  }

  private boolean isOfTheStudio(String name) {
    return name.matches("(fetching|storing|waiting).*");
  }

  private static List<Step> suspensions() {
    return awaiting.steps().stream().filter(step -> step.kind() == Kind.SUSPEND).toList();
  }

  private static Scene lastOf(Recording recording) {
    return recording.steps().get(recording.steps().size() - 1).scene();
  }
}
