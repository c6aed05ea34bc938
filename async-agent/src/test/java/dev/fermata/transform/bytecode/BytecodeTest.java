package dev.fermata.transform.bytecode;

import dev.fermata.transform.harness.Comparison;
import dev.fermata.transform.harness.TargetClasses;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** What the JVM's verifier accepts and javac never emits behaves the same after transformation. */
class BytecodeTest {

  @TestFactory
  Stream<DynamicNode> generatedScenariosBehaveTheSame() {
    return Stream.of(
            OddStacks.generate(),
            OddHandlers.generate(),
            OddConstructions.generate(),
            OddInterfaces.generate())
        .map(
            generated ->
                Comparison.of(
                    new TargetClasses(generated.name(), GeneratedClass.classFiles(generated))));
  }
}
