package dev.fermata.demo;

import dev.fermata.demo.course.Course;
import dev.fermata.demo.course.CourseLesson;
import dev.fermata.demo.course.Gallery;
import dev.fermata.demo.studio.Measurements;
import dev.fermata.demo.studio.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The sub-command {@code lessons}. */
@Command(
    name = "lessons",
    header = "Lists the lessons, or gives all of them.",
    description = {
      "A course on async and await, from one future to pipelines.",
      "Lists the lessons, or gives all of them, on the terminal or as pages for a browser."
    },
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    sortOptions = false)
final class LessonsCommand implements Callable<Integer> {

  @Option(names = "--all", description = "Run all lessons, one after the other.")
  private boolean all;

  @Option(
      names = "--html",
      paramLabel = "DIR",
      description = "Run all lessons, and write them as pages into this folder.")
  private @Nullable Path html;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    var terminal = Terminal.of(spec.commandLine().getOut());
    if (html != null) {
      writePages(html, terminal);
    }
    if (all) {
      var measurements = new Measurements();
      for (CourseLesson lesson : Course.lessons()) {
        lesson.give(terminal, measurements, false);
        terminal.line("");
      }
    }
    if (html == null && !all) {
      list(terminal);
    }
    return ExitCode.OK;
  }

  private static void list(Terminal terminal) {
    for (CourseLesson lesson : Course.lessons()) {
      terminal.line("%3d  %s".formatted(lesson.number(), lesson.title()));
    }
    terminal.line("");
    terminal.line("Run one with 'fermata lesson N', all with 'fermata lessons --all',");
    terminal.line("or make pages of them with 'fermata lessons --html DIR'.");
  }

  private void writePages(Path folder, Terminal terminal) throws Exception {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new ParameterException(
          spec.commandLine(), "--html: '" + folder + "' is a file, not a folder");
    }
    Path contents =
        Gallery.write(
            folder,
            Course.lessons(),
            lesson -> terminal.line("Lesson " + lesson.number() + ". " + lesson.title()));
    terminal.line("Written: " + contents);
  }
}
