package dev.fermata.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

class FlightRecordsTest {

  @TempDir Path folder;

  private List<RecordedEvent> recorded(Recording recording) throws IOException {
    Path file = folder.resolve("recording.jfr");
    recording.dump(file);
    return RecordingFile.readAllEvents(file);
  }

  private static List<String> told(List<RecordedEvent> events, String name, String field) {
    return events.stream()
        .filter(event -> event.getEventType().getName().equals(name))
        .map(event -> event.getString(field))
        .toList();
  }

  @Test
  void suspensionsResumptionsAndEndsAreRecordedWhenAskedFor() throws IOException {
    try (var recording = new Recording()) {
      recording.enable("fermata.Suspend");
      recording.enable("fermata.Resume");
      recording.enable("fermata.TaskEnd");
      recording.start();
      EventLoop.run(() -> HandWritten.awaiting(Async.yieldNow()));
      recording.stop();
      List<RecordedEvent> events = recorded(recording);
      assertThat(told(events, "fermata.Suspend", "awaited")).containsExactly("yieldNow");
      assertThat(told(events, "fermata.Suspend", "task")).containsExactly("an async method");
      assertThat(told(events, "fermata.Resume", "task")).contains("an async method");
      assertThat(told(events, "fermata.TaskEnd", "phase"))
          .containsExactly("SUCCEEDED", "SUCCEEDED"); // the call, and the task of the loop's body
      assertThat(events)
          .filteredOn(event -> event.getEventType().getName().startsWith("fermata."))
          .isNotEmpty()
          .allSatisfy(event -> assertThat(event.getInt("taskId")).isNotZero())
          .allSatisfy(event -> assertThat(event.getStackTrace()).isNull())
          .allSatisfy(
              event ->
                  assertThat(event.getEventType().getCategoryNames()).containsExactly("Fermata"));
    }
  }

  @Test
  void theyAreNotRecordedUnlessAskedFor() throws IOException {
    try (var recording = new Recording()) {
      recording.start();
      EventLoop.run(() -> HandWritten.awaiting(Async.yieldNow()));
      recording.stop();
      assertThat(recorded(recording))
          .noneMatch(event -> event.getEventType().getName().startsWith("fermata."));
    }
  }

  @Test
  void slowCallbacksAreRecordedByEveryRecording() throws IOException {
    try (var recording = new Recording()) {
      recording.start();
      FlightRecords.slowCallback(
          EventLoop.run(() -> CompletableFuture.completedFuture(EventLoop.current())),
          TimeUnit.MILLISECONDS.toNanos(150),
          new StackTraceElement[] {new StackTraceElement("Shop", "buy", "Shop.java", 1)});
      recording.stop();
      List<RecordedEvent> events = recorded(recording);
      assertThat(told(events, "fermata.SlowCallback", "stack"))
          .containsExactly("Shop.buy(Shop.java:1)");
      assertThat(
              events.stream()
                  .filter(event -> event.getEventType().getName().equals("fermata.SlowCallback"))
                  .map(event -> event.getDuration("held")))
          .containsExactly(Duration.ofMillis(150));
    }
  }

  /** Run in a JVM of its own. */
  static final class WithoutFlightRecorder {

    public static void main(String[] args) {
      EventLoop.run(() -> HandWritten.awaiting(Async.yieldNow()));
      boolean present = ModuleLayer.boot().findModule("jdk.jfr").isPresent();
      System.out.println("ran to its end, jdk.jfr " + (present ? "there" : "absent"));
    }
  }

  @Test
  void aJdkWithoutFlightRecorderIsGoodEnough() throws IOException, InterruptedException {
    assertThat(
            ForkedJvm.run(
                List.of("--limit-modules", "java.base", "-Xverify:all"),
                WithoutFlightRecorder.class,
                Logger.class))
        .contains("ran to its end, jdk.jfr absent");
  }
}
