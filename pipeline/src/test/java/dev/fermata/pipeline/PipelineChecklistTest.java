package dev.fermata.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each promise of the pipeline's checklist names tests that there are. */
class PipelineChecklistTest {
  private static final Path CHECKLIST = Path.of("../docs/pipeline-checklist.md");
  private static final Pattern ENTRY = Pattern.compile("\\| [^|]+ \\| (.+) \\|");
  private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+)(?:\\.(\\w+))?`");

  @Test
  void everyPromiseNamesTestsThatThereAre() throws IOException {
    Map<String, String> sources = sources();
    List<String> wrong = new ArrayList<>();
    int named = 0;
    for (String line : Files.readAllLines(CHECKLIST)) {
      var entry = ENTRY.matcher(line);
      if (!entry.matches() || entry.group(1).equals("test")) {
        continue;
      }
      var name = NAME.matcher(entry.group(1));
      int before = named;
      while (name.find()) {
        named++;
        String source = sources.getOrDefault(name.group(1), "");
        if (source.isEmpty() || !isTest(source, name.group(2))) {
          wrong.add(name.group());
        }
      }
      if (named == before) {
        wrong.add("no test in: " + line);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(named).isGreaterThan(90);
  }

  /** Without a method's name it is the class as a whole. */
  private static boolean isTest(String source, @Nullable String method) {
    return method == null || Pattern.compile("\\bvoid " + method + "\\(").matcher(source).find();
  }

  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new HashMap<>();
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String fileName = file.getFileName().toString();
        if (fileName.endsWith(".java")) {
          sources.put(fileName.substring(0, fileName.length() - 5), Files.readString(file));
        }
      }
    }
    return sources;
  }
}
