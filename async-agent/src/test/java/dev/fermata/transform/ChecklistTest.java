package dev.fermata.transform;

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
import org.junit.jupiter.api.Test;

/** The checklist of the documentation names tests that there are. */
class ChecklistTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern ENTRY = Pattern.compile("\\| [^|]+ \\| (.+) \\|");
  private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+)(?:\\.(\\w+))?`");

  @Test
  void everyEntryNamesTestsThatThereAre() throws IOException {
    Map<String, String> sources = sources();
    List<String> missing = new ArrayList<>();
    int named = 0;
    for (String line : Files.readAllLines(ROOT.resolve("docs/transformer-checklist.md"))) {
      var entry = ENTRY.matcher(line);
      if (!entry.matches()) {
        continue;
      }
      var name = NAME.matcher(entry.group(1));
      while (name.find()) {
        named++;
        String source = sources.get(name.group(1));
        if (source == null
            || (name.group(2) != null
                && !Pattern.compile("\\b" + name.group(2) + "\\b").matcher(source).find())) {
          missing.add(name.group());
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(named).isGreaterThan(100);
  }

  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new HashMap<>();
    for (String module : List.of("async-core", "async-agent", "conformance")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test"))) {
        for (Path file : (Iterable<Path>) files::iterator) {
          String fileName = file.getFileName().toString();
          if (fileName.endsWith(".java")) {
            String className = fileName.substring(0, fileName.length() - 5);
            sources.merge(className, Files.readString(file), String::concat);
          }
        }
      }
    }
    return sources;
  }
}
