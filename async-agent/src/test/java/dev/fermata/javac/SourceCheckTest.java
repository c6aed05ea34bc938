package dev.fermata.javac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.transform.model.Rejection.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Refusals that the source shows are compiler errors at the await, with reason and remedy. */
class SourceCheckTest {

  private static final String IMPORTS =
      """
      import static dev.fermata.async.Async.await;
      import dev.fermata.async.*;
      import java.util.concurrent.*;
      import java.util.function.*;
      """;

  @TempDir Path classes;

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("Shop(Task<?> t) {\n  await(t);\n}", "7:8", Reason.CONSTRUCTOR, ""),
        Arguments.of(
            "Object o = await(new CompletableFuture<>());", "6:17", Reason.CONSTRUCTOR, ""),
        Arguments.of("{ await(new CompletableFuture<>()); }", "6:8", Reason.CONSTRUCTOR, ""),
        Arguments.of(
            "static { await(new CompletableFuture<>()); }", "6:15", Reason.STATIC_INITIALIZER, ""),
        Arguments.of(
            "static Object o = await(new CompletableFuture<>());",
            "6:24",
            Reason.STATIC_INITIALIZER,
            ""),
        Arguments.of(
            "interface I { Object o = await(new CompletableFuture<>()); }",
            "6:31",
            Reason.STATIC_INITIALIZER,
            ""),
        Arguments.of(
            "enum E { A(await(new CompletableFuture<>())); E(Object o) {} }",
            "6:17",
            Reason.STATIC_INITIALIZER,
            ""),
        Arguments.of(
            "void m(Task<?> t) { await(t); }", "6:26", Reason.NOT_A_FUTURE, "it returns void"),
        Arguments.of(
            "Future<String> m(Task<String> t) { await(t); return t; }",
            "6:41",
            Reason.NOT_A_FUTURE,
            "it returns java.util.concurrent.Future"),
        Arguments.of(
            "Supplier<String> m(Task<String> t) { return () -> await(t); }",
            "6:56",
            Reason.NOT_A_FUTURE,
            "it returns java.lang.String"),
        Arguments.of(
            "Task<String> m(Task<String> t) { Runnable r = () -> { await(t); }; return t; }",
            "6:60",
            Reason.NOT_A_FUTURE,
            "it returns void"),
        Arguments.of(
            "Object m(Task<String> t) { return new Object() { int f = await(new CompletableFuture<Integer>()); }; }",
            "6:63",
            Reason.CONSTRUCTOR,
            ""),
        Arguments.of(
            "synchronized Task<String> m(Task<String> t) { await(t); return t; }",
            "6:52",
            Reason.SYNCHRONIZED_METHOD,
            ""),
        Arguments.of(
            "Task<String> m(Task<String> t) {\n synchronized (this) {\n await(t); } return t; }",
            "8:7",
            Reason.MONITOR_HELD,
            ""),
        Arguments.of(
            "Function<Task<String>, String> m() { return Async::await; }",
            "6:45",
            Reason.METHOD_REFERENCE,
            ""),
        Arguments.of("@AsyncMethod native Task<String> m();", "6:34", Reason.NO_BODY, ""),
        Arguments.of(
            "@AsyncMethod int m() { return 1; }", "6:18", Reason.NOT_A_FUTURE, "it returns int"),
        Arguments.of(
            "@AsyncMethod synchronized Task<?> m() { return null; }",
            "6:35",
            Reason.SYNCHRONIZED_METHOD,
            ""));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void aRefusalIsAnErrorAtItsPlace(String member, String position, Reason reason, String detail)
      throws IOException {
    var result = check(member);
    assertThat(result.success()).isFalse();
    assertThat(result.messages()).containsExactly(position + " " + reason.explain(detail));
  }

  /** The other half of what users see: the class file of the same source says the same. */
  @ParameterizedTest
  @MethodSource("refused")
  void theClassFileIsRefusedForTheSameReason(
      String member, String position, Reason reason, String detail) {
    assertThat(ClassFileRefusals.of(source(member)))
        .extracting(rejection -> rejection.explanation())
        .containsExactly(reason.explain(detail));
  }

  static Stream<String> accepted() {
    return Stream.of(
        "Task<String> m(Task<String> t) { await(t); return t; }",
        "CompletionStage<String> m(Task<String> t) { await(t); return t; }",
        "<F extends CompletableFuture<String>> F m(F f) { await(f); return f; }",
        "static class Own extends CompletableFuture<String> {} Own m(Own o) { await(o); return o; }",
        "Supplier<Task<String>> m(Task<String> t) { return () -> { await(t); return t; }; }",
        "Supplier<? extends CompletionStage<?>> m(Task<?> t) { return () -> { await(t); return t; }; }",
        """
        interface Wide { CompletionStage<?> get(); boolean equals(Object other); }
        interface Narrow extends Wide { Task<?> get(); }
        Narrow m(Task<?> t) { return () -> { await(t); return t; }; }
        """,
        """
        Shop() { take(() -> { await(new CompletableFuture<>()); return null; }); }
        static void take(Supplier<Task<Object>> body) {}
        """,
        "Task<Object> m(Task<Object> t) { synchronized (await(t)) { return t; } }",
        """
        Task<Object> m(Task<Object> t) {
          synchronized (this) {
            Supplier<Task<Object>> s = () -> { await(t); return t; };
            return s.get();
          }
        }
        """,
        "@AsyncMethod CompletableFuture<String> m() { return null; }",
        "void await(Object o) { await(o, 1); } static void await(Object o, int i) {}");
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void whatIsSupportedIsNoError(String member) throws IOException {
    var result = check(member);
    assertThat(result.messages()).isEmpty();
    assertThat(result.success()).isTrue();
    assertThat(ClassFileRefusals.of(source(member))).isEmpty();
  }

  @Test
  void allRefusalsOfACompilationAreReportedAtOnce() throws IOException {
    var result =
        new PluginCompilation("-Xplugin:Fermata check", "-d", classes.toString())
            .compile(
                Map.of(
                    "A.java",
                        IMPORTS
                            + "class A { void m() { await(new CompletableFuture<>()); await(new CompletableFuture<>()); } }",
                    "B.java",
                        IMPORTS + "class B { void m() { await(new CompletableFuture<>()); } }"));
    assertThat(result.errors()).hasSize(3);
  }

  @Test
  void checkingLeavesClassFilesAsJavacWroteThem() throws IOException {
    String member = "Task<String> m(Task<String> t) { await(t); return t; }";
    assertThat(check(member).success()).isTrue();
    byte[] checked = Files.readAllBytes(classes.resolve("Shop.class"));
    assertThat(checked).isEqualTo(ClassFileRefusals.compiled(source(member)).get("Shop"));
  }

  @Test
  void anUnknownArgumentEndsTheCompilation() throws IOException {
    var result =
        new PluginCompilation("-Xplugin:Fermata chekc", "-d", classes.toString())
            .compile(Map.of("A.java", "class A {}", "B.java", "class B {}"));
    assertThat(result.success()).isFalse();
    assertThat(result.errors())
        .singleElement()
        .extracting(error -> error.getMessage(Locale.ROOT))
        .asString()
        .startsWith("-Xplugin:Fermata does not know 'chekc'");
    assertThat(result.output()).isEmpty();
    assertThat(classes).isEmptyDirectory();
  }

  private PluginCompilation.Result check(String member) throws IOException {
    return new PluginCompilation("-Xplugin:Fermata check", "-d", classes.toString())
        .compile(Map.of("Shop.java", source(member)));
  }

  private static String source(String member) {
    return IMPORTS + "abstract class Shop {\n" + member + "\n}";
  }
}
