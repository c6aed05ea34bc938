package dev.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.transform.harness.Comparison;
import dev.fermata.transform.harness.InMemoryCompiler;
import dev.fermata.transform.harness.Rewriting;
import dev.fermata.transform.harness.TargetClasses;
import dev.fermata.transform.model.ClassFiles;
import dev.fermata.transform.model.Rejection;
import dev.fermata.transform.plan.MethodPlan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** No method grows past the 8,000 bytes up to which HotSpot compiles, or it is said. */
class CompilationLimitTest {

  private static final int LIMIT = 8_000;
  private static final String NAME = "dev/fermata/transform/Large";

  /** {@code awaits} awaits among {@code steps} steps of eleven bytes, with nine live locals. */
  private static Map<String, byte[]> large(int awaits, int steps) {
    var body = new StringBuilder();
    for (int i = 0; i < steps; i++) {
      body.append("a += b * ").append(i % 5).append("; ");
      if (i % (steps / awaits) == 0 && i / (steps / awaits) < awaits) {
        body.append("c += await(s.value(")
            .append(i)
            .append("L)); t = u; u = t + await(s.value(v)); ");
      }
    }
    String source =
        """
        package dev.fermata.transform;
        import static dev.fermata.async.Async.await;
        import java.util.concurrent.CompletableFuture;
        class Large {
          static CompletableFuture<String> large(dev.fermata.transform.harness.Script s) {
            int a = 1, b = 2; long c = 3; double d = 4; String t = "t", u = "u", v = "v";
            Runnable r = () -> s.note("ran");
            %s
            r.run();
            return CompletableFuture.completedFuture(a + " " + b + " " + c + " " + d + t + u + v);
          }
        }
        """
            .formatted(body);
    return InMemoryCompiler.compile(List.of("--release", "17", "-g"), "Large.java", source);
  }

  private static Outcome instrument(Map<String, byte[]> classFiles) {
    return new Instrumenter(Rewriting.lookup(classFiles)).instrument(classFiles.get(NAME));
  }

  private static int length(byte[] classFile, String method) {
    var node = new ClassNode();
    new ClassReader(classFile).accept(node, 0);
    CodeLengths lengths = CodeLengths.of(new ClassReader(classFile));
    return node.methods.stream()
        .filter(candidate -> candidate.name.equals(method))
        .mapToInt(found -> lengths.of(new MethodPlan.Key(found.name, found.desc)))
        .max()
        .orElseThrow();
  }

  private static List<String> names(byte[] classFile) {
    var node = new ClassNode();
    new ClassReader(classFile).accept(node, 0);
    return node.methods.stream().map(method -> method.name).toList();
  }

  @TestFactory
  List<DynamicNode> aMachineThatWouldOutgrowTheLimitSavesByCalls() {
    Map<String, byte[]> classFiles = large(12, 600);
    assertThat(length(classFiles.get(NAME), "large")).isBetween(4_000, LIMIT);
    Outcome outcome = instrument(classFiles);
    assertThat(outcome.warnings()).isEmpty();
    byte[] transformed = outcome.classFile().orElseThrow();
    assertThat(length(transformed, "async$large")).isLessThanOrEqualTo(LIMIT);
    assertThat(names(transformed)).anyMatch(name -> name.startsWith("async$large$save_"));
    return List.of(Comparison.of(new TargetClasses("large", classFiles)));
  }

  @Test
  void whatFitsAnywaySavesInPlace() {
    Outcome outcome = instrument(large(2, 20));
    assertThat(outcome.warnings()).isEmpty();
    assertThat(names(outcome.classFile().orElseThrow()))
        .contains("async$large")
        .noneMatch(name -> name.contains("$save_"));
  }

  @Test
  void whatCannotFitIsTransformedWithAWarning() {
    Map<String, byte[]> classFiles = large(40, 480);
    assertThat(length(classFiles.get(NAME), "large")).isLessThanOrEqualTo(LIMIT);
    Outcome outcome = instrument(classFiles);
    assertThat(outcome.rejections()).isEmpty();
    assertThat(outcome.warnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.reason()).isEqualTo(Rejection.Reason.NEVER_COMPILED);
              assertThat(warning.message())
                  .startsWith("Large.java:8: dev.fermata.transform.Large.large: ")
                  .contains("8,000 bytes");
            });
    assertThat(length(outcome.classFile().orElseThrow(), "async$large")).isGreaterThan(LIMIT);
  }

  @Test
  void whatWasTooLongAlreadyIsNotWarnedAbout() {
    Map<String, byte[]> classFiles = large(12, 1_500);
    assertThat(length(classFiles.get(NAME), "large")).isGreaterThan(LIMIT);
    Outcome outcome = instrument(classFiles);
    assertThat(outcome.warnings()).isEmpty();
    assertThat(outcome.transformedMethods()).isEqualTo(1);
  }

  /** Every target with its saving moved out: it must not matter to what a method does. */
  @TestFactory
  DynamicNode savingByCallsBehavesTheSameInEveryTarget() {
    TargetClasses targets = TargetClasses.ofTheBuild();
    return Comparison.of(
        targets,
        Rewriting.transformed(
            targets.classFiles(), lookup -> new Instrumenter(lookup, new CompilationLimit(0))));
  }

  @Test
  void overloadsHaveSaveMethodsOfTheirOwn() {
    Map<String, byte[]> classFiles =
        InMemoryCompiler.compile(
            List.of("--release", "17"),
            "Overloaded.java",
            """
            import static dev.fermata.async.Async.await;
            import java.util.concurrent.CompletableFuture;
            class Overloaded {
              CompletableFuture<Object> f(CompletableFuture<Object> x) { return CompletableFuture.completedFuture(await(x)); }
              CompletableFuture<Object> f(CompletableFuture<Object> x, int i) { return CompletableFuture.completedFuture(await(x) + "" + i); }
              void async$f$save_0() {}
            }
            """);
    ClassFiles lookup = Rewriting.lookup(classFiles);
    Outcome outcome =
        new Instrumenter(lookup, new CompilationLimit(0)).instrument(classFiles.get("Overloaded"));
    assertThat(names(outcome.classFile().orElseThrow()))
        .containsOnlyOnce("async$f$save_0", "async$f$save$1_0", "async$f$save$2_0");
  }
}
