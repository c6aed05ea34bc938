package dev.fermata.demo.stepper.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.demo.stepper.recorder.targets.ManyAwaits;
import dev.fermata.demo.stepper.recorder.targets.WideFrame;
import dev.fermata.demo.stepper.recording.Scene.Call;
import dev.fermata.demo.stepper.recording.Scene.Variable;
import dev.fermata.demo.stepper.recording.Step;
import dev.fermata.demo.stepper.recording.Step.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs whose calls are saved in other ways than small ones are. */
@Timeout(180)
class LargeCallsTest {

  @Test
  void theArraysOfAWideFrameAreReadAsLocals() throws Exception {
    Step suspension =
        record(WideFrame.class).stream()
            .filter(step -> step.kind() == Kind.SUSPEND)
            .findFirst()
            .orElseThrow();

    assertThat(suspension.scene().calls())
        .filteredOn(call -> call.name().startsWith("sum("))
        .flatExtracting(Call::saved)
        .containsExactlyInAnyOrder(
            new Variable("this", "WideFrame"),
            new Variable("what", "\"of six\""),
            new Variable("a", "1"),
            new Variable("b", "2"),
            new Variable("c", "3.0"),
            new Variable("d", "'4'"),
            new Variable("e", "true"),
            new Variable("f", "6.0"));
  }

  @Test
  void whatMethodsOfTheirOwnHaveSavedIsFoundToo() throws Exception {
    assertThat(Arrays.stream(ManyAwaits.class.getDeclaredMethods()))
        .as("the machine is so long that others save for it")
        .anyMatch(method -> method.getName().contains("$save"));

    List<Step> ofSums =
        record(ManyAwaits.class).stream()
            .filter(step -> step.kind() == Kind.SUSPEND && step.text().startsWith("sums("))
            .toList();

    assertThat(ofSums).hasSize(3 * 24);
    // Half a sum lies on the operand stack, in place of the variable that it will become.
    assertThat(saved(ofSums.get(0)))
        .contains(variable("(unnamed)", 1), variable("b", 2), variable("c", 3))
        .doesNotContain(variable("a", 1));
    assertThat(saved(ofSums.get(1))).contains(variable("a", 6), variable("c", 3));
    assertThat(saved(ofSums.get(1))).contains(new Variable("d", "\"d\""));
  }

  private static Variable variable(String name, int value) {
    return new Variable(name, Integer.toString(value));
  }

  private static List<Variable> saved(Step step) {
    return step.scene().calls().stream()
        .filter(call -> call.name().startsWith("sums("))
        .flatMap(call -> call.saved().stream())
        .toList();
  }

  private static List<Step> record(Class<?> program) throws Exception {
    Path file = Path.of("src/test/java", program.getName().replace('.', '/') + ".java");
    try (var jvm = RecordedJvm.start(List.of(program.getName()))) {
      List<Step> steps = Session.run(jvm.machine(), program.getName(), Files.readAllLines(file));
      assertThat(jvm.exitCode()).isZero();
      return steps;
    }
  }
}
