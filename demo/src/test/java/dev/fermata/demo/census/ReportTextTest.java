package dev.fermata.demo.census;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportTextTest {
  private static final MethodReference RUN = new MethodReference("shop/Till", "run", "(I)V");

  @Test
  void showsEveryPart() {
    var report =
        new Report(
            Map.of("shop", 1200L, "bank", 7L, "tax", 1L),
            Map.of(new ClassFileVersion(61, 0), 1200L, new ClassFileVersion(52, 0), 8L),
            Map.of("aload", 3000L, "dup", 1000L),
            Map.of(RUN, 4L),
            Optional.of(new MethodCode(RUN, 30029)),
            List.of(unreadable(1)),
            123_456);

    assertThat(ReportText.of(report))
        .isEqualTo(
            """

            Classes per module
              bank                                        7  tax                                         1
              shop                                    1,200

            Class file versions
              52 (Java 8)                                 8
              61 (Java 17)                            1,200

            Ten most used instructions, of 4,000
               1        3,000   75.0 %  aload
               2        1,000   25.0 %  dup

            Ten most called methods, of 4
               1            4  100.0 %  shop.Till.run(int)

            Largest method
              30,029 bytes of code: shop.Till.run(int)

            Class files that could not be parsed: 1
              shop shop/Odd1.class: odd
            """);
  }

  @Test
  void anEmptyReportSaysSo() {
    var empty = new Report(Map.of(), Map.of(), Map.of(), Map.of(), Optional.empty(), List.of(), 0);

    assertThat(ReportText.of(empty))
        .contains("Largest method\n  none has code\n")
        .contains("Class files that could not be parsed: none\n");
  }

  @Test
  void manyUnreadableFilesAreCountedThoughNotAllListed() {
    var unreadable = IntStream.range(0, 1025).mapToObj(ReportTextTest::unreadable).toList();
    var report =
        new Report(Map.of(), Map.of(), Map.of(), Map.of(), Optional.empty(), unreadable, 0);

    assertThat(ReportText.of(report))
        .contains("Class files that could not be parsed: 1,025\n")
        .endsWith("  ... and 1,005 more\n");
  }

  private static Unreadable unreadable(int number) {
    return new Unreadable(
        new ClassLocation("shop", Path.of("shop", "Odd" + number + ".class")), "odd");
  }
}
