package dev.fermata.demo.stepper.recorder;

import dev.fermata.demo.stepper.programs.Program;
import dev.fermata.demo.stepper.recording.Recording;
import dev.fermata.demo.stepper.recording.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Records programs: runs them under a debugger's eyes, and writes down what happens. */
public final class Recorder {

  private Recorder() {}

  /**
   * Records one run of {@code program}, which must be on the class path of this JVM, instrumented.
   *
   * @param sources folder of the source files, by package
   * @throws IOException when the source cannot be read or the JVM not be started
   * @throws IllegalStateException when the program fails, or does what cannot be recorded
   */
  public static Recording record(Program program, Path sources)
      throws IOException, InterruptedException {
    Path file = sources.resolve(program.type().getName().replace('.', '/') + ".java");
    List<String> source = Files.readAllLines(file);
    try (var jvm = RecordedJvm.start(program.command())) {
      List<Step> steps =
          program.isLesson()
              ? LessonSession.run(jvm.machine(), program.type().getName(), source)
              : Session.run(jvm.machine(), program.type().getName(), source);
      int exitCode = jvm.exitCode();
      if (exitCode != 0) {
        throw new IllegalStateException(
            program.type().getSimpleName() + " has failed with exit code " + exitCode);
      }
      return new Recording(
          program.id(),
          program.title(),
          program.about(),
          file.getFileName().toString(),
          source,
          steps);
    }
  }
}
