package dev.fermata.demo.stepper.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.demo.stepper.recording.Scene.Frame;
import dev.fermata.demo.stepper.recording.Scene.Variable;
import dev.fermata.demo.stepper.recording.Step.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingJsonTest {

  private static final Frame FRAME = new Frame("f", 1, List.of(new Variable("x", "\"</script>\"")));

  @Test
  void aStepHasOnlyWhatDiffersFromTheOneBefore() {
    var recording =
        new Recording(
            "id",
            "title",
            "about",
            "F.java",
            List.of("class F {", "}"),
            List.of(
                new Step(Kind.LINE, "main", 1, "first", scene(0, List.of(FRAME), "")),
                new Step(Kind.IDLE, "main", 0, "second", scene(5, List.of(FRAME), "hello\n")),
                new Step(Kind.LINE, "main", 2, "third", scene(5, List.of(), "hello\n"))));

    assertThat(RecordingJson.of(recording))
        .isEqualTo(
            """
            {"id":"id","title":"title","about":"about","file":"F.java","source":["class F {","}"],\
            "steps":[
            {"kind":"LINE","thread":"main","line":1,"text":"first","scene":{"time":0,\
            "stack":[{"name":"f","line":1,"variables":[{"name":"x",\
            "value":"\\"\\u003c/script\\u003e\\""}]}],\
            "ready":[],"timers":[],"calls":[],"workers":[],"output":""}},
            {"kind":"IDLE","thread":"main","line":0,"text":"second","scene":{"time":5,\
            "output":"hello\\n"}},
            {"kind":"LINE","thread":"main","line":2,"text":"third","scene":{"stack":[]}}
            ]}
            """);
  }

  private static Scene scene(long time, List<Frame> stack, String output) {
    return new Scene(time, stack, List.of(), List.of(), List.of(), List.of(), output);
  }
}
