package dev.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.transform.harness.InMemoryCompiler;
import dev.fermata.transform.harness.Rewriting;
import dev.fermata.transform.harness.TargetLoader;
import dev.fermata.transform.model.Rejection;
import dev.fermata.transform.model.Rejection.Reason;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each reason is reported with place and remedy, and spoils nothing but its own method. */
class RejectionsTest {

  private static final String PROLOGUE =
      """
      import static dev.fermata.async.Async.await;
      import dev.fermata.async.*;
      import java.util.concurrent.*;
      import java.util.function.*;
      class Shop {
        static CompletableFuture<String> fine(CompletableFuture<String> f) {
          return CompletableFuture.completedFuture(await(f) + "!");
        }
      """;

  private static final int FIRST_LINE = 9;

  @Test
  void constructor() {
    assertThat(only("Shop(CompletableFuture<String> f) {\n await(f); }").message())
        .isEqualTo(
            "Shop.java:10: Shop.<init>: await is not allowed in a constructor; move it to a static"
                + " factory method that returns a future");
  }

  @Test
  void fieldInitialiserCountsAsConstructor() {
    Rejection rejection = only("final String s = await(CompletableFuture.completedFuture(null));");
    assertThat(rejection.reason()).isEqualTo(Reason.CONSTRUCTOR);
    assertThat(rejection.line()).isEqualTo(FIRST_LINE);
  }

  @Test
  void staticInitialiser() {
    // In a nested class, so that Shop itself can still be initialised.
    assertThat(
            only("static class N { static final Object O = await(new CompletableFuture<>()); }")
                .message())
        .isEqualTo(
            "Shop.java:9: Shop$N.<clinit>: await is not allowed in a static initialiser; start the"
                + " work in a method that returns a future");
  }

  @Test
  void synchronizedMethod() {
    assertThat(
            only("synchronized CompletableFuture<String> buy(Task<String> t) {\n\n"
                    + "return CompletableFuture.completedFuture(await(t)); }")
                .message())
        .isEqualTo(
            "Shop.java:11: Shop.buy: await is not allowed in a synchronized method; drop"
                + " synchronized and guard the state with an AsyncLock");
  }

  @Test
  void monitorHeld() {
    assertThat(
            only("CompletableFuture<String> buy(Task<String> t) {\n synchronized (this) {\n"
                    + "return CompletableFuture.completedFuture(await(t)); } }")
                .message())
        .isEqualTo(
            "Shop.java:11: Shop.buy: await is not allowed while a monitor is held; leave the"
                + " synchronized block first, or use an AsyncLock");
  }

  @Test
  void monitorHeldAroundAnInnerBlockThatIsLeft() {
    assertThat(
            only("CompletableFuture<String> buy(Task<String> t) { synchronized (this) {"
                    + " synchronized (t) { t.hashCode(); }\n"
                    + "String s = await(t); return CompletableFuture.completedFuture(s); } }")
                .line())
        .isEqualTo(10);
  }

  @Test
  void monitorHeldInFinallyOfASynchronizedBlock() {
    assertThat(
            only("CompletableFuture<String> buy(Task<String> t) { synchronized (this) { try {"
                    + " t.hashCode(); } finally {\n await(t); } } return null; }")
                .reason())
        .isEqualTo(Reason.MONITOR_HELD);
  }

  @Test
  void notAFuture() {
    for (String type : List.of("void", "int", "Object", "String[]", "Future<String>")) {
      Rejection rejection = only(type + " buy(Task<String> t) {\n await(t); throw null; }");
      String erased = type.equals("Future<String>") ? "java.util.concurrent.Future" : type;
      assertThat(rejection.message())
          .startsWith("Shop.java:10: Shop.buy: a method that awaits must return CompletionStage,")
          .containsPattern("\\(it returns (java.lang.)?" + erased.replace("[]", "\\[\\]") + "\\)")
          .endsWith(
              "; change the return type, or let the caller await; a lambda is a method of its own");
    }
  }

  @Test
  void notAFutureInLambda() {
    Rejection rejection = only("Supplier<String> s = () -> await(new CompletableFuture<>());");
    assertThat(rejection.reason()).isEqualTo(Reason.NOT_A_FUTURE);
    assertThat(rejection.method()).isEqualTo("lambda$new$0");
  }

  @Test
  void noDefaultConstructor() {
    String own =
        "static class Own extends CompletableFuture<String> { %s } Own buy(Own o) { await(o); return o; }";
    for (String constructor : List.of("Own(int i) {}", "private Own() {}")) {
      assertThat(only(own.formatted(constructor)).message())
          .isEqualTo(
              "Shop.java:9: Shop.buy: the CompletableFuture subclass that the method returns has no"
                  + " accessible constructor without arguments (Shop$Own); add one, or return"
                  + " CompletableFuture");
    }
  }

  @Test
  void methodReference() {
    assertThat(
            only("Function<CompletionStage<String>, String> f() {\n return Async::await; }")
                .message())
        .isEqualTo(
            "Shop.java:10: Shop.f: Async::await cannot be used as a method reference; write a"
                + " lambda or a method that returns a future and awaits in it");
  }

  @Test
  void annotatedNativeMethod() {
    assertThat(only("@AsyncMethod native CompletableFuture<String> buy();").message())
        .isEqualTo(
            "Shop.java: Shop.buy: @AsyncMethod on a native method has no effect; drop the"
                + " annotation, and annotate a Java method that calls the native one");
  }

  @Test
  void annotatedMethodThatReturnsNoFuture() {
    assertThat(only("@AsyncMethod int buy() { return 1; }").reason())
        .isEqualTo(Reason.NOT_A_FUTURE);
  }

  @Test
  void annotatedMethodWithoutAwaitIsFine() {
    Outcome outcome =
        transform(
            compiled("@AsyncMethod CompletableFuture<String> buy() { return null; }").get("Shop"));
    assertThat(outcome.rejections()).isEmpty();
  }

  @Test
  void olderThanJava8() {
    byte[] classFile = compiled("").get("Shop").clone();
    ByteBuffer.wrap(classFile).putShort(6, (short) 51);
    Outcome outcome = transform(classFile);
    assertThat(outcome.classFile()).isEmpty();
    assertThat(outcome.rejections().get(0).message())
        .isEqualTo(
            "Shop.java:7: Shop.fine: the class file is older than Java 8 (version 51); compile it"
                + " with --release 8 or later");
  }

  @Test
  void tooManyParameters() {
    // 127 longs and a future take all of the 255 slots.
    String longs =
        IntStream.range(0, 127).mapToObj(i -> ", long l" + i).collect(Collectors.joining());
    assertThat(
            only("static CompletionStage<String> buy(CompletableFuture<String> f"
                    + longs
                    + ") { await(f); return f; }")
                .message())
        .isEqualTo(
            "Shop.java:9: Shop.buy: the method has no room for one more parameter; pass fewer, or"
                + " pass one object");
  }

  @Test
  void severalInOneClassAreReportedByLine() {
    Outcome outcome =
        transform(
            compiled(
                    """
                    Runnable a(Task<?> t) {
                      return () -> await(t);
                    }
                    void b(Task<?> t) { await(t); }
                    """)
                .get("Shop"));
    assertThat(outcome.rejections())
        .extracting(Rejection::method)
        .containsExactly("lambda$a$0", "b");
    assertThat(outcome.rejections()).extracting(Rejection::line).isSorted();
    assertThat(outcome.transformedMethods()).isEqualTo(1);
  }

  @Test
  void withoutDebugInformationTheMessageNamesTheClassFile() {
    byte[] classFile =
        InMemoryCompiler.compile(
                List.of("-g:none"), "Shop.java", PROLOGUE + "void a(Task<?> t) { await(t); } }")
            .get("Shop");
    assertThat(transform(classFile).rejections().get(0).message())
        .startsWith("Shop.class: Shop.a: a method that awaits must return");
  }

  /** The only rejection of a class with {@code member}, whose other method works all the same. */
  private static Rejection only(String member) {
    Map<String, byte[]> classFiles = compiled(member);
    Map<String, byte[]> transformed = new TreeMap<>();
    var rejections = new ArrayList<Rejection>();
    classFiles.forEach(
        (name, classFile) -> {
          Outcome outcome = new Instrumenter(Rewriting.lookup(classFiles)).instrument(classFile);
          rejections.addAll(outcome.rejections());
          transformed.put(name, outcome.classFile().orElse(classFile));
        });
    assertThat(rejections).hasSize(1);
    assertOtherMethodWorks(transformed);
    return rejections.get(0);
  }

  private static void assertOtherMethodWorks(Map<String, byte[]> classFiles) {
    try {
      var method =
          new TargetLoader(classFiles)
              .loadClass("Shop")
              .getDeclaredMethod("fine", CompletableFuture.class);
      method.setAccessible(true);
      var argument = new CompletableFuture<String>();
      var result = (CompletableFuture<?>) method.invoke(null, argument);
      assertThat(result).isNotDone();
      argument.complete("hat");
      assertThat(result.join()).isEqualTo("hat!");
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("Shop.fine", e);
    }
  }

  private static Map<String, byte[]> compiled(String member) {
    return InMemoryCompiler.compile(
        List.of("--release", "17", "-g"), "Shop.java", PROLOGUE + member + "\n}");
  }

  private static Outcome transform(byte[] classFile) {
    return new Instrumenter(Rewriting.lookup(Map.of())).instrument(classFile);
  }
}
