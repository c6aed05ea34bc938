package dev.fermata.transform.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import dev.fermata.transform.Instrumenter;
import dev.fermata.transform.Outcome;
import dev.fermata.transform.harness.Comparison;
import dev.fermata.transform.harness.TargetClasses;
import dev.fermata.transform.harness.TargetLoader;
import dev.fermata.transform.model.ClassFiles;
import dev.fermata.transform.model.Rejection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Class files of other compilers behave, transformed, as their source says. Eclipse's compiler
 * takes the same targets as javac does; the other languages have targets of their own.
 */
class ForeignCompilersTest {

  private static final Path RESOURCES = Path.of("src", "test", "resources", "foreign");
  private static final Path JAVA_TARGETS =
      Path.of("src", "test", "java", "dev", "fermata", "transform", "targets");

  @TempDir Path output;

  @TestFactory
  DynamicNode eclipse() throws IOException {
    try (Stream<Path> files = Files.walk(JAVA_TARGETS)) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      return compared(Compiler.ECJ, sources, 180);
    }
  }

  @TestFactory
  DynamicNode kotlin() throws IOException {
    return compared(Compiler.KOTLIN, List.of(RESOURCES.resolve("KotlinTargets.kt")), 25);
  }

  @TestFactory
  DynamicNode scala() throws IOException {
    return compared(Compiler.SCALA, List.of(RESOURCES.resolve("ScalaTargets.scala")), 15);
  }

  @TestFactory
  DynamicNode groovy() throws IOException {
    return compared(Compiler.GROOVY, List.of(RESOURCES.resolve("GroovyTargets.groovy")), 10);
  }

  /** Scala lifts a try expression that is an operand into a method, which returns no future. */
  @Test
  void aTryExpressionThatScalaLiftsIsRefusedAtItsAwait() throws IOException {
    byte[] classFile = only(Compiler.SCALA, "LiftedTry.scala");
    assertThat(new Instrumenter(ClassFiles.of(getClass().getClassLoader())).instrument(classFile))
        .satisfies(outcome -> assertThat(outcome.classFile()).isEmpty())
        .extracting(Outcome::rejections, list(Rejection.class))
        .singleElement()
        .satisfies(
            rejection -> {
              assertThat(rejection.reason()).isEqualTo(Rejection.Reason.NOT_A_FUTURE);
              assertThat(rejection.line()).isEqualTo(9);
            });
  }

  /** Without {@code @CompileStatic}, Groovy looks methods up as it runs: none is called await. */
  @Test
  void anAwaitThatGroovyCallsDynamicallyThrowsAndNeverBlocks() throws Exception {
    byte[] classFile = only(Compiler.GROOVY, "DynamicCall.groovy");
    String name = "dev.fermata.transform.foreign.targets.DynamicCall";
    var loader = new TargetLoader(Map.of(name.replace('.', '/'), classFile));
    var call = loader.loadClass(name).getMethod("call", CompletableFuture.class);
    assertThatThrownBy(() -> call.invoke(null, new CompletableFuture<String>()))
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("DynamicCall.call");
  }

  private byte[] only(Compiler compiler, String source) throws IOException {
    return compiler.compile(List.of(RESOURCES.resolve(source)), output).values().iterator().next();
  }

  private DynamicNode compared(Compiler compiler, List<Path> sources, int leastScenarios)
      throws IOException {
    var classes = new TargetClasses(compiler.name(), compiler.compile(sources, output));
    assertThat(classes.scenarios()).hasSizeGreaterThan(leastScenarios);
    return Comparison.of(classes);
  }
}
