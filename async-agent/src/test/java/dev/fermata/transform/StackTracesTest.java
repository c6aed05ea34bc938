package dev.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.transform.harness.InMemoryCompiler;
import dev.fermata.transform.harness.Rewriting;
import dev.fermata.transform.harness.TargetLoader;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/** Line numbers are those of the source, before and after a suspension. */
class StackTracesTest {

  private static final String SOURCE =
      """
      import static dev.fermata.async.Async.await;
      import java.util.concurrent.*;
      class Traced {
        static CompletableFuture<Object> thrown(int when, CompletableFuture<?> f) {
          if (when == 0) throw new IllegalStateException(); // line 5
          await(f);
          if (when == 1) throw new IllegalStateException(); // line 7
          Object o = pair(
              1,
              await(f), // line 10
              thrower(when)); // line 11
          return null;
        }

        static Object pair(Object a, Object b, Object c) { return a; }

        static Object thrower(int when) { throw new IllegalStateException(); }
      }
      """;

  private final Map<String, byte[]> classFiles =
      InMemoryCompiler.compile(List.of("--release", "17", "-g"), "Traced.java", SOURCE);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void linesAreThoseOfTheSource(boolean later) throws ReflectiveOperationException {
    assertThat(lineOf(0, later)).isEqualTo(5);
    assertThat(lineOf(1, later)).isEqualTo(7);
    assertThat(lineOf(2, later)).isEqualTo(11);
  }

  @Test
  void noLineIsNamedTwiceThatTheSourceNamesOnce() {
    assertThat(lines(Rewriting.transformed(classFiles), "async$thrown"))
        .isEqualTo(lines(classFiles, "thrown"));
  }

  @Test
  void theEntryHasNoLines() {
    assertThat(lines(Rewriting.transformed(classFiles), "thrown")).isEmpty();
  }

  private int lineOf(int when, boolean later) throws ReflectiveOperationException {
    Method method =
        new TargetLoader(Rewriting.transformed(classFiles))
            .loadClass("Traced")
            .getDeclaredMethod("thrown", int.class, CompletableFuture.class);
    method.setAccessible(true);
    var awaited = new CompletableFuture<>();
    if (!later) {
      awaited.complete(null);
    }
    var result = (CompletableFuture<?>) method.invoke(null, when, awaited);
    awaited.complete(null);
    try {
      result.join();
      throw new AssertionError("did not fail");
    } catch (CompletionException e) {
      return Arrays.stream(e.getCause().getStackTrace())
          .filter(element -> element.getMethodName().equals("async$thrown"))
          .findFirst()
          .orElseThrow()
          .getLineNumber();
    }
  }

  private static List<Integer> lines(Map<String, byte[]> classFiles, String name) {
    var node = new ClassNode();
    new ClassReader(classFiles.get("Traced")).accept(node, 0);
    MethodNode method =
        node.methods.stream().filter(m -> m.name.equals(name)).findFirst().orElseThrow();
    var lines = new ArrayList<Integer>();
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof LineNumberNode line) {
        lines.add(line.line);
      }
    }
    return lines;
  }
}
