package dev.fermata.demo.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StateMachineReaderTest {

  @Test
  void findsTheMachinesOfAClassInTheirOrder() {
    assertThat(StateMachineReader.of(Counting.class))
        .extracting(StateMachine::method)
        .containsExactly("count", "pair");
  }

  @Test
  void tellsWhatIsKeptUnderWhichNameAndWhereTheMethodStops() {
    StateMachine count = StateMachineReader.of(Counting.class).get(0);

    assertThat(count.states()).hasSize(1);
    SuspendedState state = count.states().get(0);
    assertThat(state.line()).isBetween(count.firstLine(), count.lastLine());
    assertThat(state.kept())
        .extracting(local -> local.type() + " " + local.name())
        .containsExactlyInAnyOrder("long sum", "int limit", "int i");
    assertThat(state.kept()).extracting(KeptLocal::field).doesNotHaveDuplicates();
  }

  @Test
  void whatIsReadNoMoreIsNotKept() {
    StateMachine pair = StateMachineReader.of(Counting.class).get(1);

    assertThat(pair.states()).extracting(SuspendedState::number).containsExactly(0, 1);
    assertThat(names(pair.states().get(0))).containsExactly("second");
    assertThat(names(pair.states().get(1))).containsExactly("one");
  }

  @Test
  void aClassWithoutAwaitsHasNone() {
    assertThat(StateMachineReader.of(KeptLocal.class)).isEmpty();
  }

  private static List<String> names(SuspendedState state) {
    return state.kept().stream().map(KeptLocal::name).toList();
  }
}
