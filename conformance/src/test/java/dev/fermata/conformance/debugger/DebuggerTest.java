package dev.fermata.conformance.debugger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rule 11, for debuggers: lines and local variables are those of the source. */
@Timeout(60)
class DebuggerTest {

  private static final Path SOURCE =
      Path.of("src/test/java/dev/fermata/conformance/debugger/Debuggee.java");

  private DebuggerSession debugger;

  @BeforeEach
  void start() throws Exception {
    debugger = DebuggerSession.start(Debuggee.class, SOURCE);
  }

  @AfterEach
  void stop() throws Exception {
    debugger.close();
  }

  @Test
  void aLineWithAnAwaitHasOnePlaceForABreakpoint() throws Exception {
    assertThat(debugger.breakAt("before")).isEqualTo(1);
    assertThat(debugger.breakAt("await")).isEqualTo(1);
    assertThat(debugger.breakAt("after")).isEqualTo(1);
  }

  @Test
  void breakpointsBeforeAtAndAfterAnAwaitStopOnceEachAndShowTheVariables() throws Exception {
    for (String mark : new String[] {"before", "await", "suspended", "after", "completed"}) {
      debugger.breakAt(mark);
    }
    assertThat(debugger.resume()).isEqualTo("before");
    assertThat(debugger.variables()).containsEntry("count", "3").containsKey("price");
    assertThat(debugger.resume()).isEqualTo("await");
    assertThat(debugger.variables())
        .containsEntry("label", "\"hats\"")
        .containsEntry("factor", "30");
    assertThat(debugger.resume()).isEqualTo("suspended");
    assertThat(debugger.resume()).isEqualTo("after");
    assertThat(debugger.variables())
        .containsEntry("label", "\"hats\"")
        .containsEntry("factor", "30")
        .containsEntry("unit", "7");
    assertThat(debugger.receiver()).isEqualTo(Debuggee.class.getName());
    assertThat(debugger.resume()).isEqualTo("completed");
  }

  @Test
  void aResumedCallIsSteppedThroughLineByLine() throws Exception {
    debugger.breakAt("after");
    assertThat(debugger.resume()).isEqualTo("after");
    assertThat(debugger.stepOver()).isEqualTo("next");
    assertThat(debugger.variables()).containsEntry("sum", "210");
    assertThat(debugger.stepOver()).isEqualTo("return");
    assertThat(debugger.variables()).containsEntry("rounded", "210");
  }

  @Test
  void steppingOverAnAwaitThatDoesNotSuspendComesToTheNextLine() throws Exception {
    debugger.breakAt("await");
    assertThat(debugger.resume()).isEqualTo("await"); // suspends
    assertThat(debugger.resume()).isEqualTo("await"); // finished already
    assertThat(debugger.stepOver()).isEqualTo("after");
    assertThat(debugger.variables()).containsEntry("unit", "7");
  }

  @Test
  void steppingOverAnAwaitThatSuspendsComesBackToTheCaller() throws Exception {
    debugger.breakAt("await");
    assertThat(debugger.resume()).isEqualTo("await");
    assertThat(debugger.stepOver()).isEqualTo("caller");
  }
}
