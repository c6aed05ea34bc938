package dev.fermata.transform.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.transform.harness.Differential;
import dev.fermata.transform.harness.InMemoryCompiler;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/** What random programs once failed with, each as small as it could be made. */
class FoundByFuzzingTest {

  /** ASM widens the jumps of a machine above 32 KB, and gave up on many locals and branches. */
  @Test
  void machineWhoseJumpsAreWidened() throws InterruptedException {
    var body = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      body.append("long a" + i + " = " + i + ";\n");
    }
    body.append("await(p.<Long>later(0L));\n".repeat(60));
    body.append("if (p.coin(0)) { a0++; }\n".repeat(600));
    requireNoDifference(body.append("return CompletableFuture.completedFuture(a0);").toString());
  }

  /** Nothing was stored into local 0, but the stack map before the await calls it undefined. */
  @Test
  void stackMapThatForgetsTheReceiver() throws InterruptedException {
    String owner = Level.PACKAGE.replace('.', '/') + "/" + Level.CLASS_NAME;
    String play = Type.getInternalName(Play.class);
    var method =
        new MethodNode(
            0, "program0_0", "(L" + play + ";)" + StackType.STAGE.descriptor(), null, null);
    var state = new StackState(2);
    state.store(1, StackType.reference(play));
    var code = new StackCode(method, 1, state);
    code.label(new LabelNode(), state);
    code.awaited(StackType.LONG, 1);
    code.note();
    code.returns("end");
    method.visitMaxs(0, 0);
    requireNoDifference(StackClass.of(owner, method, List.of()));
  }

  private static void requireNoDifference(String body) throws InterruptedException {
    String entry =
        "static CompletableFuture<?> program0(Script script) { return scenario(new Play(script)); }";
    String method = "static CompletableFuture<?> scenario(Play p) {\n" + body + "\n}\n";
    String source = SourceProgram.classOf(Level.PACKAGE, Level.CLASS_NAME, List.of(entry, method));
    requireNoDifference(
        InMemoryCompiler.compile(List.of("--release", "17"), Level.CLASS_NAME + ".java", source));
  }

  private static void requireNoDifference(Map<String, byte[]> classFiles)
      throws InterruptedException {
    assertThat(
            new Differential(classFiles)
                .firstDifference(Level.PACKAGE + "." + Level.CLASS_NAME, "program0", false))
        .isEmpty();
  }
}
