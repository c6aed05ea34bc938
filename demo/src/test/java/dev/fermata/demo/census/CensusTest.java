package dev.fermata.demo.census;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CensusTest {
  private static final List<Finding> FINDINGS =
      List.of(
          file("a", 61, 100, Map.of("aload", 3), Map.of(call("A"), 2), method("A", 10)),
          file("a", 61, 50, Map.of("aload", 1, "dup", 4), Map.of(call("B"), 2), method("C", 70)),
          file("b", 52, 70, Map.of(), Map.of(), Optional.empty()),
          file("b", 61, 30, Map.of("dup", 2), Map.of(call("A"), 1), method("B", 70)),
          broken("z"),
          broken("y"));

  @Test
  void addsUp() {
    var report = Census.of(FINDINGS).report();

    assertThat(report.classFiles()).isEqualTo(6);
    assertThat(report.classes()).isEqualTo(Map.of("a", 2L, "b", 2L));
    assertThat(report.versions())
        .isEqualTo(Map.of(new ClassFileVersion(61, 0), 3L, new ClassFileVersion(52, 0), 1L));
    assertThat(report.instructions()).isEqualTo(Map.of("aload", 4L, "dup", 6L));
    assertThat(report.calls()).isEqualTo(Map.of(call("A"), 3L, call("B"), 2L));
    assertThat(report.bytes()).isEqualTo(250);
    assertThat(report.unreadable()).containsExactly(broken("y"), broken("z"));
  }

  @Test
  void theLargestOfEqualMethodsIsTheOneNamedFirst() {
    assertThat(Census.of(FINDINGS).report().largestMethod()).isEqualTo(method("B", 70));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void neitherOrderNorGroupingMatters(long seed) {
    var random = new Random(seed);
    List<Finding> shuffled = new ArrayList<>(FINDINGS);
    Collections.shuffle(shuffled, random);
    int border = random.nextInt(shuffled.size());

    var census = Census.of(shuffled.subList(0, border));
    census.merge(Census.of(shuffled.subList(border, shuffled.size())));

    assertThat(census.report()).isEqualTo(Census.of(FINDINGS).report());
  }

  @Test
  void topRanksByCountAndThenByName() {
    assertThat(Report.top(3, Map.of("d", 1L, "c", 5L, "b", 9L, "a", 5L)))
        .containsExactly(Map.entry("b", 9L), Map.entry("a", 5L), Map.entry("c", 5L));
  }

  private static ClassFile file(
      String module,
      int major,
      int size,
      Map<String, Integer> instructions,
      Map<MethodReference, Integer> calls,
      Optional<MethodCode> largest) {
    return new ClassFile(
        module, new ClassFileVersion(major, 0), size, instructions, calls, largest);
  }

  private static Unreadable broken(String name) {
    return new Unreadable(new ClassLocation("c", Path.of("c", name)), "odd");
  }

  private static MethodReference call(String owner) {
    return new MethodReference(owner, "run", "()V");
  }

  private static Optional<MethodCode> method(String owner, int bytes) {
    return Optional.of(new MethodCode(call(owner), bytes));
  }
}
