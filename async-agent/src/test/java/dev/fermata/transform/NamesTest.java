package dev.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.transform.harness.InMemoryCompiler;
import dev.fermata.transform.harness.Rewriting;
import dev.fermata.transform.harness.TargetLoader;
import dev.fermata.transform.model.Rejection;
import dev.fermata.transform.model.Rejection.Reason;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Names that emitted code may not use, because they are taken or out of reach. */
class NamesTest {

  private static final String HIDDEN =
      """
      package hidden;
      class Base<T extends Base<T>> {
        String text = "";
        public Base<T> self() { return this; }
        public Base<?>[] selves() { return new Base<?>[] {this}; }
        public static String take(Base<?> base) { return base.text; }
        @Override public String toString() { return "base" + text; }
      }
      """;

  private static final String VISIBLE =
      """
      package hidden;
      public class Visible extends Base<Visible> {
        public static String take(Base<?> base, Object awaited) { return base.toString() + awaited; }
      }
      """;

  private static final String USER =
      """
      import static dev.fermata.async.Async.await;
      import hidden.Visible;
      import java.util.concurrent.*;
      class User {
        static CompletableFuture<String> local(CompletableFuture<?> f) {
          var inaccessible = new Visible().self();
          var array = new Visible().selves();
          await(f);
          return CompletableFuture.completedFuture(join(inaccessible, ((Object[]) array).length));
        }
        static CompletableFuture<String> operand(CompletableFuture<?> f) {
          return CompletableFuture.completedFuture(join(new Visible().self(), await(f)));
        }
        static String join(Object a, Object b) { return "" + a + b; }
      }
      """;

  @Test
  void aLocalWhoseClassIsOutOfReachSurvivesAnAwait() throws ReflectiveOperationException {
    assertThat(result("local", USER)).isEqualTo("base1");
  }

  @Test
  void anOperandWhoseClassIsOutOfReachSurvivesAnAwait() throws ReflectiveOperationException {
    assertThat(result("operand", USER)).isEqualTo("baseawaited");
  }

  @Test
  void whereThatClassIsNeededTheMethodIsRefused() {
    String user =
        USER.replace(
            "join(new Visible().self(), await(f))", "Visible.take(new Visible().self(), await(f))");
    Map<String, byte[]> classFiles = compiled(user);
    Outcome outcome =
        new Instrumenter(Rewriting.lookup(classFiles)).instrument(classFiles.get("User"));
    assertThat(outcome.rejections())
        .extracting(Rejection::reason)
        .containsExactly(Reason.NOT_VERIFIABLE);
    assertThat(outcome.transformedMethods()).isEqualTo(1);
  }

  /** No language overloads by return type alone; obfuscators do. */
  @Test
  void methodsThatDifferInTheirReturnTypeGetDifferentMachines()
      throws ReflectiveOperationException {
    Map<String, byte[]> classFiles =
        new TreeMap<>(
            InMemoryCompiler.compile(
                List.of("--release", "17"),
                "Own.java",
                """
                import static dev.fermata.async.Async.await;
                import java.util.concurrent.*;
                class One extends CompletableFuture<String> {}
                class Two extends CompletableFuture<String> {}
                class Own {
                  static One a(CompletableFuture<String> f) { await(f); One r = new One(); r.complete("one"); return r; }
                  static Two b(CompletableFuture<String> f) { await(f); Two r = new Two(); r.complete("two"); return r; }
                }
                """));
    classFiles.computeIfPresent("Own", (name, classFile) -> renamed(classFile, "b", "a"));
    Class<?> type = new TargetLoader(Rewriting.transformed(classFiles)).loadClass("Own");
    var awaited = new CompletableFuture<String>();
    List<Object> results = new ArrayList<>();
    List<CompletableFuture<?>> calls = new ArrayList<>();
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals("a")) {
        method.setAccessible(true);
        calls.add((CompletableFuture<?>) method.invoke(null, awaited));
      }
    }
    awaited.complete("x");
    calls.forEach(call -> results.add(call.join()));
    assertThat(results).containsExactlyInAnyOrder("one", "two");
  }

  private static byte[] renamed(byte[] classFile, String from, String to) {
    var node = new ClassNode();
    new ClassReader(classFile).accept(node, 0);
    for (MethodNode method : node.methods) {
      if (method.name.equals(from)) {
        method.name = to;
      }
    }
    var writer = new ClassWriter(0);
    node.accept(writer);
    return writer.toByteArray();
  }

  @Test
  void aClassWithoutRoomForMoreConstantsIsRefusedAsAWhole() {
    var writer = new ClassWriter(0);
    byte[] classFile = compiled(USER).get("User");
    new ClassReader(classFile).accept(writer, 0);
    for (int i = 0; writer.newConst(i) < 65_500; i++) {}
    Outcome outcome =
        new Instrumenter(Rewriting.lookup(compiled(USER))).instrument(writer.toByteArray());
    assertThat(outcome.classFile()).isEmpty();
    assertThat(outcome.rejections())
        .extracting(Rejection::message)
        .hasSize(2)
        .allMatch(
            message ->
                message.endsWith(
                    "the class would need more than the 65,535 constants that a class file allows;"
                        + " split the class"));
  }

  private static Object result(String name, String user) throws ReflectiveOperationException {
    Class<?> type = new TargetLoader(Rewriting.transformed(compiled(user))).loadClass("User");
    Method method = type.getDeclaredMethod(name, CompletableFuture.class);
    method.setAccessible(true);
    var awaited = new CompletableFuture<String>();
    var result = (CompletableFuture<?>) method.invoke(null, awaited);
    awaited.complete("awaited");
    return result.join();
  }

  private static Map<String, byte[]> compiled(String user) {
    return InMemoryCompiler.compile(
        List.of("--release", "17", "-g"),
        Map.of("hidden/Base.java", HIDDEN, "hidden/Visible.java", VISIBLE, "User.java", user));
  }
}
