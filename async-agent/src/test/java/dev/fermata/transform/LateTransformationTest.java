package dev.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.Task;
import dev.fermata.transform.harness.InMemoryCompiler;
import dev.fermata.transform.harness.Rewriting;
import dev.fermata.transform.harness.TargetLoader;
import dev.fermata.transform.model.Rejection;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hidden class beside a class may not do by itself, and does all the same. */
class LateTransformationTest {

  private static final String BASE =
      """
      package base;
      public class Base implements Cloneable {
        protected String field = "field";
        protected static String staticField = "static";
        protected String method(String s) { return "method " + s; }
        protected static String staticMethod(String s) { return "staticMethod " + s; }
        public String overridden(String s) { return "base " + s; }
      }
      """;

  private static final String PROLOGUE =
      """
      package shop;
      import static dev.fermata.async.Async.await;
      import static java.util.concurrent.CompletableFuture.completedFuture;
      import java.io.*;
      import java.util.concurrent.*;
      import java.util.function.*;
      public class Shop extends base.Base implements Other {
        public String overridden(String s) { return "shop " + s; }
        private String secret(String s) { return "secret " + s; }
        public static CompletableFuture<String> run(CompletableFuture<String> f) {
          return new Shop().body(f);
        }
        interface Serial extends Supplier<String>, Serializable {}
        static Object copyOf(Object o) throws Exception {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          new ObjectOutputStream(bytes).writeObject(o);
          return new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())) {
            @Override
            protected Class<?> resolveClass(ObjectStreamClass type) throws ClassNotFoundException {
              return Class.forName(type.getName(), false, Shop.class.getClassLoader());
            }
          }.readObject();
        }
      """;

  private static final String EPILOGUE =
      """
      }
      interface Other { default String other(String s) { return "other " + s; } }
      """;

  @ParameterizedTest
  @ValueSource(ints = {8, 11, 17})
  void protectedMembersOfASuperclassInAnotherPackage(int release) {
    assertThat(
            result(
                release,
                """
                field = field + "!";
                staticField = staticField + "?";
                String s = await(f);
                field += s;
                return completedFuture(
                    field + " " + staticField + " " + method(s) + " " + staticMethod(s)
                        + " " + this.field.length());
                """))
        .isEqualTo("field!x static? method x staticMethod x 7");
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 11, 17})
  void superclassAndSuperinterface(int release) {
    assertThat(
            result(
                release,
                """
                String s = await(f);
                return completedFuture(
                    super.overridden(s) + " " + overridden(s) + " " + Other.super.other(s));
                """))
        .isEqualTo("base x shop x other x");
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 11, 17})
  void methodReferencesAndLambdas(int release) {
    assertThat(
            result(
                release,
                """
                Function<String, String> mine = this::secret;
                Function<String, String> inherited = this::method;
                Function<String, String> above = super::overridden;
                Function<String, String> both = t -> secret(t) + field;
                UnaryOperator<String> fixed = base.Base::staticMethod;
                String s = await(f);
                return completedFuture(
                    mine.apply(s) + "," + inherited.apply(s) + "," + above.apply(s) + ","
                        + both.apply(s) + "," + fixed.apply(s));
                """))
        .isEqualTo("secret x,method x,base x,secret xfield,staticMethod x");
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 17})
  void serializableLambdas(int release) {
    assertThat(
            result(
                release,
                """
                String s = await(f);
                Serial lambda = () -> "serial " + s;
                try {
                  return completedFuture(((Serial) copyOf(lambda)).get());
                } catch (Exception e) {
                  return completedFuture(e.toString());
                }
                """))
        .isEqualTo("serial x");
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 17})
  void cloning(int release) {
    assertThat(
            result(
                release,
                """
                try {
                  Shop copy = (Shop) clone();
                  copy.field = await(f);
                  return completedFuture(field + copy.field);
                } catch (CloneNotSupportedException e) {
                  return completedFuture(e.toString());
                }
                """))
        .isEqualTo("fieldx");
  }

  @Test
  void whatSuspendedCallsTellNamesTheClassItself() {
    var future = new CompletableFuture<String>();
    var task = call(17, "return completedFuture(await(f));", future);
    assertThat(((Task<?>) task).name()).isEqualTo("shop.Shop.body");
    assertThat(((Task<?>) task).awaiting().toString())
        .contains("className=shop.Shop, method=body, file=Shop.java");
    future.complete("x");
    assertThat(task.join()).isEqualTo("x");
  }

  @Test
  void refusalsAreThoseOfOtherClasses() {
    byte[] classFile =
        InMemoryCompiler.compile(
                List.of("-g"),
                "Wrong.java",
                """
                class Wrong {
                  void m(java.util.concurrent.CompletableFuture<String> f) {
                    dev.fermata.async.Async.await(f);
                  }
                }
                """)
            .get("Wrong");
    assertThat(
            Instrumenter.ofLoadedClasses(Rewriting.lookup(Map.of()))
                .instrument(classFile)
                .rejections())
        .extracting(Rejection::reason)
        .containsExactly(Rejection.Reason.NOT_A_FUTURE);
  }

  private static String result(int release, String body) {
    var future = new CompletableFuture<String>();
    CompletableFuture<?> result = call(release, body, future);
    assertThat(result).isNotDone();
    future.complete("x");
    return (String) result.join();
  }

  private static CompletableFuture<?> call(
      int release, String body, CompletableFuture<String> argument) {
    String shop =
        PROLOGUE + "CompletableFuture<String> body(CompletableFuture<String> f) {" + body + "}";
    Map<String, byte[]> classFiles =
        InMemoryCompiler.compile(
            List.of("--release", Integer.toString(release), "-g", "-Xlint:-options"),
            Map.of("Base.java", BASE, "Shop.java", shop + EPILOGUE));
    try {
      Method run =
          new TargetLoader(Rewriting.transformed(classFiles, Instrumenter::ofLoadedClasses))
              .loadClass("shop.Shop")
              .getMethod("run", CompletableFuture.class);
      return (CompletableFuture<?>) run.invoke(null, argument);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("shop.Shop", e);
    }
  }
}
