package dev.fermata.demo.stepper.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.demo.stepper.programs.Program;
import dev.fermata.demo.stepper.recording.Recording;
import dev.fermata.demo.stepper.recording.Scene;
import dev.fermata.demo.stepper.recording.Scene.Call;
import dev.fermata.demo.stepper.recording.Scene.Frame;
import dev.fermata.demo.stepper.recording.Scene.State;
import dev.fermata.demo.stepper.recording.Scene.Timer;
import dev.fermata.demo.stepper.recording.Scene.Variable;
import dev.fermata.demo.stepper.recording.Step;
import dev.fermata.demo.stepper.recording.Step.Kind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One run of two interleaving calls, step by step. */
@Timeout(120)
class CoffeeRecordingTest {

  private static Recording coffee;

  @BeforeAll
  static void record() throws Exception {
    coffee = Recorder.record(Program.COFFEE, Path.of("src/main/java"));
  }

  @Test
  void theTwoOrdersTakeTurnsOnTheLoop() {
    assertThat(coffee.steps().stream().filter(step -> step.kind() != Kind.LINE).map(this::brief))
        .containsExactly(
            "WAKE main task is new",
            "TAKE The loop takes main task",
            "WAKE task 1 is new",
            "WAKE task 2 is new",
            "SUSPEND morning() awaits task 1",
            "TAKE The loop takes task 1",
            "SUSPEND order(\"espresso\", 2) awaits sleep(1 s)",
            "TAKE The loop takes task 2",
            "SUSPEND order(\"latte\", 3) awaits sleep(1 s)",
            "IDLE Nothing is ready",
            "TAKE The time of sleep(1 s) has come",
            "WAKE sleep(1 s) has ended",
            "TAKE The time of sleep(1 s) has come",
            "WAKE sleep(1 s) has ended",
            "TAKE The loop takes order(\"espresso\", 2)",
            "SUSPEND order(\"espresso\", 2) awaits sleep(1 s)",
            "TAKE The loop takes order(\"latte\", 3)",
            "SUSPEND order(\"latte\", 3) awaits sleep(1 s)",
            "IDLE Nothing is ready",
            "TAKE The time of sleep(1 s) has come",
            "WAKE sleep(1 s) has ended",
            "TAKE The time of sleep(1 s) has come",
            "WAKE sleep(1 s) has ended",
            "TAKE The loop takes order(\"espresso\", 2)",
            "END order(\"espresso\", 2) has ended with 20",
            "END task 1 has ended with 20",
            "WAKE task 1 has ended",
            "TAKE The loop takes order(\"latte\", 3)",
            "SUSPEND order(\"latte\", 3) awaits sleep(1 s)",
            "TAKE The loop takes morning()",
            "SUSPEND morning() awaits task 2",
            "IDLE Nothing is ready",
            "TAKE The time of sleep(1 s) has come",
            "WAKE sleep(1 s) has ended",
            "TAKE The loop takes order(\"latte\", 3)",
            "END order(\"latte\", 3) has ended with 30",
            "END task 2 has ended with 30",
            "WAKE task 2 has ended",
            "TAKE The loop takes morning()",
            "END morning() has ended with 50",
            "END main task has ended with 50");
  }

  @Test
  void linesRunInTheOrderOfTheSource() {
    assertThat(
            coffee.steps().stream()
                .filter(step -> step.kind() == Kind.LINE)
                .filter(step -> step.text().startsWith("order(\"espresso\", 2)"))
                .map(step -> coffee.source().get(step.line() - 1).strip()))
        .containsExactly(
            "int price = minutes * 10;",
            "System.out.println(drink + \": grinding\");",
            "await(sleep(ofSeconds(1)));",
            "for (int minute = 1; minute < minutes; minute++) {",
            "System.out.println(drink + \": brewing, minute \" + minute);",
            "await(sleep(ofSeconds(1)));",
            "for (int minute = 1; minute < minutes; minute++) {",
            "System.out.println(drink + \": ready\");",
            "return completedFuture(price);");
  }

  @Test
  void theFirstSuspensionMovesTheLocalsIntoTheFrame() {
    Step step = suspensions().get(1);
    Scene scene = step.scene();

    var locals =
        List.of(
            new Variable("drink", "\"espresso\""),
            new Variable("minutes", "2"),
            new Variable("price", "20"));
    assertThat(scene.stack().get(0))
        .isEqualTo(new Frame("order(\"espresso\", 2)", step.line(), locals));
    assertThat(scene.calls())
        .contains(
            new Call(
                "order(\"espresso\", 2)", "", State.WAITING, step.line(), "sleep(1 s)", locals));
    assertThat(scene.timers())
        .containsExactly(new Timer("sleep(1 s)", 1000, "order(\"espresso\", 2)"));
    assertThat(scene.ready()).containsExactly("task 2");
    assertThat(scene.output()).isEqualTo("espresso: grinding\n");
    assertThat(coffee.source().get(step.line() - 1)).contains("await(sleep(");
  }

  @Test
  void aWaitingOrderBelongsToItsTask() {
    assertThat(suspensions().get(2).scene().calls())
        .filteredOn(call -> call.name().startsWith("order"))
        .extracting(Call::task)
        .containsExactly("task 1", ""); // the second has not given its future to its task yet
  }

  @Test
  void halfAnExpressionIsSavedFromTheOperandStack() {
    Step step = suspensions().get(6);

    assertThat(step.text()).startsWith("morning() awaits task 2");
    assertThat(step.scene().calls())
        .filteredOn(call -> call.name().equals("morning()"))
        .flatExtracting(Call::saved)
        .containsExactly(new Variable("(unnamed)", "20"));
  }

  @Test
  void whatWasNotSavedIsSaidToBeNoLongerNeeded() {
    Step last =
        coffee.steps().stream()
            .filter(step -> step.kind() == Kind.LINE && step.text().startsWith("morning()"))
            .reduce((first, second) -> second)
            .orElseThrow();

    assertThat(last.scene().stack().get(0).variables())
        .containsExactly(
            new Variable("first", Variable.NOT_NEEDED),
            new Variable("second", Variable.NOT_NEEDED),
            new Variable("sum", "50"));
  }

  @Test
  void timeJumpsWhereTheLoopIsIdle() {
    assertThat(
            coffee.steps().stream()
                .filter(step -> step.kind() == Kind.IDLE)
                .map(step -> step.scene().time() + ": " + step.text()))
        .containsExactly(
            "0: Nothing is ready: the loop sleeps until sleep(1 s) is over, at 1 s.",
            "1000: Nothing is ready: the loop sleeps until sleep(1 s) is over, at 2 s.",
            "2000: Nothing is ready: the loop sleeps until sleep(1 s) is over, at 3 s.");
  }

  @Test
  void theOutputIsThatOfTheProgram() {
    assertThat(coffee.steps().get(coffee.steps().size() - 1).scene().output())
        .startsWith("espresso: grinding\nlatte: grinding\nespresso: brewing, minute 1\n")
        .endsWith("latte: ready\npaid 50\n");
  }

  private List<Step> suspensions() {
    return coffee.steps().stream().filter(step -> step.kind() == Kind.SUSPEND).toList();
  }

  private String brief(Step step) {
    return step.kind()
        + " "
        + step.text()
            .replaceFirst(
                "( from the ready queue|, which has not ended|: it stands|: the loop sleeps|, for"
                    + " which|\\.$|\\. Its saved|: (morning|order)\\(.*, which awaits).*",
                "");
  }
}
