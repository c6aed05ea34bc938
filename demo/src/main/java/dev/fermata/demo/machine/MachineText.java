package dev.fermata.demo.machine;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A state machine for readers: a table of its states, and its source as if it were Java. */
public final class MachineText {
  private static final String AWAIT = "await(";

  private final StateMachine machine;
  private final List<String> source;

  /**
   * Shows one machine.
   *
   * @param source the file from which its class was compiled
   */
  public MachineText(StateMachine machine, String source) {
    this.machine = machine;
    this.source = source.lines().toList();
  }

  /** Where it may stop, and what it keeps there. */
  public List<String> table() {
    var lines = new ArrayList<String>();
    lines.add(
        "%s: %s, kept in one %s"
            .formatted(
                machine.method(),
                machine.states().size() == 1 ? "1 state" : machine.states().size() + " states",
                machine.frame()));
    lines.add("  %-5s  %-4s  %-46s  %s".formatted("state", "line", "stopped at", "keeps"));
    for (SuspendedState state : machine.states()) {
      lines.add(
          "  %-5d  %-4d  %-46s  %s"
              .formatted(
                  state.number(),
                  state.line(),
                  sourceLine(state.line()).strip(),
                  locals(state, local -> local.field() + " = " + local.name(), ", ")));
    }
    return lines;
  }

  /** The body with its awaits written out; jumps are written as {@code goto}. */
  public List<String> javaLikeView() {
    var lines = new ArrayList<String>();
    lines.add("async$%s(.., %s frame) {".formatted(machine.method(), machine.frame()));
    lines.add("  if (frame != null) switch (frame.state()) {");
    for (SuspendedState state : machine.states()) {
      String restored =
          locals(
              state,
              local -> "%s = (%s) frame.%s; ".formatted(local.name(), local.type(), local.field()),
              "");
      lines.add(
          "    case %d: %sgoto READY_%d;".formatted(state.number(), restored, state.number()));
    }
    lines.add("  }");
    for (int line = machine.firstLine(); line <= machine.lastLine(); line++) {
      lines.addAll(written(line));
    }
    lines.add("}");
    return lines;
  }

  private List<String> written(int line) {
    String text = "  " + sourceLine(line).strip();
    Optional<SuspendedState> here =
        machine.states().stream().filter(state -> state.line() == line).findFirst();
    int await = text.indexOf(AWAIT);
    if (here.isEmpty() || await < 0) {
      return List.of(text);
    }
    int end = closing(text, await + AWAIT.length());
    SuspendedState state = here.get();
    String saved =
        locals(state, local -> "frame.%s = %s; ".formatted(local.field(), local.name()), "");
    return List.of(
        "  stage = " + text.substring(await + AWAIT.length(), end) + ";",
        "  if (!isReady(stage)) {",
        "    if (frame == null) frame = new %s(..);".formatted(machine.frame()),
        "    %sreturn frame.suspend(stage, %d);".formatted(saved, state.number()),
        "  }",
        "READY_%d:".formatted(state.number()),
        text.substring(0, await) + "result(stage)" + text.substring(end + 1));
  }

  /** Where the parenthesis closes that is open at {@code position}. */
  private static int closing(String text, int position) {
    int depth = 1;
    for (int i = position; i < text.length(); i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw new IllegalArgumentException("an await over several lines cannot be shown: " + text);
  }

  private static String locals(
      SuspendedState state, Function<KeptLocal, String> text, String between) {
    return state.kept().stream().map(text).collect(joining(between));
  }

  private String sourceLine(int line) {
    return source.get(line - 1);
  }
}
