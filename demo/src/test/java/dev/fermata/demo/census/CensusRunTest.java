package dev.fermata.demo.census;

import static java.lang.Integer.MAX_VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class CensusRunTest {
  private static final RuntimeImage JDK = RuntimeImage.ofThisJvm();
  private static final Duration WINDOW = Duration.ofSeconds(5);

  @ParameterizedTest(name = "concurrency {0}, {1} processors, at most {2} files")
  @CsvSource({"1, 1, 1000000", "16, 2, 1000000", "64, 3, 1000000", "16, 2, 257", "16, 2, 1"})
  void countsWhatAPlainLoopCounts(int concurrency, int processors, int limit) throws IOException {
    var modules = List.of("java.compiler", "java.logging", "java.sql", "java.xml");
    var plan = new CensusPlan(JDK, modules, limit, concurrency, processors);

    try (var census = new CensusRun(plan, WINDOW, Progress.UNSEEN)) {
      assertThat(census.result().report()).isEqualTo(SequentialWalk.of(plan));
    }
  }

  @Test
  void theLimitIsExact() {
    try (var census =
        new CensusRun(plan(JDK, List.of("java.base"), 300), WINDOW, Progress.UNSEEN)) {
      assertThat(census.result().report().classFiles()).isEqualTo(300);
    }
  }

  @Test
  void filesThatCannotBeParsedAreCountedNotDropped(@TempDir Path folder) throws IOException {
    Path module = Files.createDirectory(folder.resolve("shop"));
    copy(CensusRunTest.class, module.resolve("A.class"));
    Files.write(module.resolve("B.class"), new byte[] {1, 2, 3});
    Files.createDirectory(module.resolve("C.class"));
    Files.writeString(module.resolve("notes.txt"), "no class");
    var plan = plan(new RuntimeImage(folder), List.of("shop"), 100);

    try (var census = new CensusRun(plan, WINDOW, Progress.UNSEEN)) {
      var report = census.result().report();

      assertThat(report).isEqualTo(SequentialWalk.of(plan));
      assertThat(report.classFiles()).isEqualTo(3);
      assertThat(report.unreadable())
          .extracting(file -> file.location().fileName())
          .containsExactly("B.class", "C.class");
    }
  }

  @Test
  void theTimelineHasEveryOperationOfEveryStage() {
    var plan = plan(JDK, List.of("java.compiler", "java.logging"), MAX_VALUE);

    try (var census = new CensusRun(plan, Duration.ofHours(1), Progress.UNSEEN)) {
      var result = census.result();
      int files = (int) result.report().classFiles();

      assertThat(spans(result, "list")).isEqualTo(2);
      assertThat(spans(result, "read")).isEqualTo(files);
      assertThat(spans(result, "parse")).isEqualTo(files);
      assertThat(spans(result, "merge")).isEqualTo((files + 255) / 256);
    }
  }

  @Test
  void progressIsToldOfEveryFile() {
    var found = new AtomicInteger();
    var examined = new AtomicInteger();
    var progress =
        new Progress() {
          @Override
          public void found(int classFiles) {
            found.addAndGet(classFiles);
          }

          @Override
          public void examined(int classFiles) {
            examined.addAndGet(classFiles);
          }
        };

    try (var census = new CensusRun(plan(JDK, List.of("java.xml"), 600), WINDOW, progress)) {
      census.result();
    }

    assertThat(found).hasValue(600);
    assertThat(examined).hasValue(600);
  }

  @Test
  void closingFromAnotherThreadEndsTheRun() {
    var firstBatch = new CompletableFuture<Void>();
    var progress =
        new Progress() {
          @Override
          public void examined(int classFiles) {
            firstBatch.complete(null);
          }
        };

    var practicallyEndless = plan(JDK, Collections.nCopies(100_000, "java.base"), MAX_VALUE);

    try (var census = new CensusRun(practicallyEndless, WINDOW, progress)) {
      var closed = firstBatch.thenRunAsync(census::close);

      assertThat(census.result().report().classFiles()).isLessThan(100_000_000);
      closed.join();
    }
  }

  private static CensusPlan plan(RuntimeImage image, List<String> modules, int limit) {
    return new CensusPlan(image, modules, limit, 8, 2);
  }

  private static int spans(CensusResult result, String stage) {
    return result.timeline().stage(stage).spans().size();
  }

  private static void copy(Class<?> type, Path target) throws IOException {
    try (var file = type.getResourceAsStream(type.getSimpleName() + ".class")) {
      Files.copy(file, target);
    }
  }
}
