package dev.fermata.transform.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every scenario of every target class, as each compiler made it, transformed and run in each
 * {@link Way}, must end as the blocking reference does and have the same side effects in the same
 * order.
 */
class TargetsTest {

  @TestFactory
  Stream<DynamicNode> transformedScenariosBehaveAsTheirSourceSays() {
    return TargetClasses.all().stream().map(Comparison::of);
  }

  @TestFactory
  Stream<DynamicNode> lateTransformedScenariosBehaveAsTheirSourceSays() {
    return TargetClasses.all().stream().map(Comparison::ofLate);
  }

  @Test
  void everyCompilerHasItsScenarios() {
    assertThat(TargetClasses.all())
        .allSatisfy(classes -> assertThat(classes.scenarios()).hasSizeGreaterThan(180));
  }
}
