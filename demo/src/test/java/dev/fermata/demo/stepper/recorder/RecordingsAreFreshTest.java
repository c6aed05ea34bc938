package dev.fermata.demo.stepper.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.demo.stepper.programs.Program;
import dev.fermata.demo.stepper.recording.RecordingJson;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The recordings in the jar are what the programs do now; and every run comes out the same. */
@Timeout(300)
class RecordingsAreFreshTest {

  private static final Path RECORDINGS =
      Path.of("src/main/resources/dev/fermata/demo/stepper/page/recordings");

  @ParameterizedTest
  @EnumSource
  void aNewRunIsTheOneRecorded(Program program) throws Exception {
    String now = RecordingJson.of(Recorder.record(program, Path.of("src/main/java")));

    assertThat(now)
        .as(
            "the recording of %s is out of date: after mvn package, run"
                + " java -jar demo/target/fermata-demo.jar record demo/%s",
            program, RECORDINGS)
        .isEqualTo(Files.readString(RECORDINGS.resolve(program.id() + ".json")));
  }
}
