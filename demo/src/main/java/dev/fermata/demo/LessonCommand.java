package dev.fermata.demo;

import dev.fermata.demo.course.Course;
import dev.fermata.demo.course.CourseLesson;
import dev.fermata.demo.studio.Measurements;
import dev.fermata.demo.studio.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The sub-command {@code lesson}. */
@Command(
    name = "lesson",
    header = "Gives one lesson.",
    description = {
      "Gives one lesson: its text, its program if asked for, what the program prints, and a timeline"
          + " of who did what when.",
      "'fermata lessons' lists them."
    },
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    sortOptions = false)
final class LessonCommand implements Callable<Integer> {

  @Parameters(paramLabel = "N", converter = PositiveNumber.class, description = "Its number.")
  private int number;

  @Option(names = "--source", description = "Show the program too.")
  private boolean source;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    List<CourseLesson> lessons = Course.lessons();
    if (number > lessons.size()) {
      throw new ParameterException(
          spec.commandLine(),
          "there is no lesson %d: they go from 1 to %d".formatted(number, lessons.size()));
    }
    var terminal = Terminal.of(spec.commandLine().getOut());
    lessons.get(number - 1).give(terminal, new Measurements(), source);
    return ExitCode.OK;
  }
}
