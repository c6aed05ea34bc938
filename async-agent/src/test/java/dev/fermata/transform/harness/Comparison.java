package dev.fermata.transform.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.fermata.transform.Instrumenter;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/** Tests that all scenarios of some target classes look the same, transformed or not. */
public final class Comparison {

  private Comparison() {}

  /** One test for each scenario and {@link Way}. */
  public static DynamicNode of(TargetClasses classes) {
    return of(classes, Rewriting.transformed(classes.classFiles()));
  }

  /** As {@link #of}, with the transformation for classes that are loaded already. */
  public static DynamicNode ofLate(TargetClasses classes) {
    return of(classes, Rewriting.transformed(classes.classFiles(), Instrumenter::ofLoadedClasses));
  }

  /** The same, for classes that were transformed in some way of their own. */
  public static DynamicNode of(TargetClasses classes, Map<String, byte[]> transformed) {
    Map<String, byte[]> reference = Rewriting.blocking(classes.classFiles());
    return dynamicContainer(
        classes.compiler(),
        classes.scenarios().stream()
            .map(name -> dynamicContainer(name.toString(), ways(name, reference, transformed))));
  }

  private static Stream<DynamicNode> ways(
      TargetClasses.Name name, Map<String, byte[]> reference, Map<String, byte[]> transformed) {
    return Stream.of(Way.values())
        .map(
            way ->
                dynamicTest(
                    way.name(),
                    () -> {
                      Observation expected = Way.FINISHED.observe(load(name, reference));
                      Observation actual = way.observe(load(name, transformed));
                      assertThat(actual).isEqualTo(expected);
                    }));
  }

  private static Scenario load(TargetClasses.Name name, Map<String, byte[]> classFiles) {
    return Scenario.load(new TargetLoader(classFiles), name.className(), name.method());
  }
}
