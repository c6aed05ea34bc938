package dev.fermata.async;

import static dev.fermata.async.Async.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/**
 * Rule 3: {@code await} in a method that was not made async throws, names the method and says what
 * to do. It never blocks a thread in secret. This module is not instrumented: here every await is
 * such a one.
 */
class Rule03AwaitOutsideAsyncMethodsIsRefusedTest {

  private static final String FILE = "(Rule03AwaitOutsideAsyncMethodsIsRefusedTest.java:";

  private static String ordinaryMethod() {
    return await(new CompletableFuture<String>());
  }

  private static String checked() throws IOException {
    return await(new CompletableFuture<String>(), IOException.class);
  }

  private static String finished() {
    return await(CompletableFuture.completedFuture("finished"));
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(Supplier<?> call) {
    return assertThatThrownBy(call::get)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(FILE);
  }

  @Test
  void inAnOrdinaryMethod() {
    assertRefused(Rule03AwaitOutsideAsyncMethodsIsRefusedTest::ordinaryMethod)
        .hasMessageContaining("Rule03AwaitOutsideAsyncMethodsIsRefusedTest.ordinaryMethod " + FILE);
  }

  @Test
  void itSaysWhatToDo() {
    assertRefused(Rule03AwaitOutsideAsyncMethodsIsRefusedTest::ordinaryMethod)
        .hasMessageContaining("-javaagent")
        .hasMessageContaining("AsyncAgent.install()")
        .hasMessageContaining("async-maven-plugin")
        .hasMessageContaining("CompletableFuture");
  }

  @Test
  void withADeclaredException() {
    assertThatThrownBy(Rule03AwaitOutsideAsyncMethodsIsRefusedTest::checked)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(".checked " + FILE);
  }

  @Test
  void ofAFinishedFutureToo() {
    assertRefused(Rule03AwaitOutsideAsyncMethodsIsRefusedTest::finished)
        .hasMessageContaining(".finished ");
  }

  @Test
  void inALambda() {
    Supplier<String> lambda = () -> await(CompletableFuture.completedFuture(""));
    assertRefused(lambda)
        .hasMessageContaining("lambda$inALambda")
        .hasMessageContaining("Is the lambda fit?");
  }

  @Test
  void asAMethodReferenceThatTheJdkCalls() {
    var stages = List.of(CompletableFuture.completedFuture(""));
    assertRefused(() -> stages.stream().map(Async::<String>await).toList())
        .hasMessageContaining("as a method reference in " + getClass().getName())
        .hasMessageContaining("gather");
  }

  private static final class Constructed {
    Constructed() {
      await(new CompletableFuture<>());
    }
  }

  @Test
  void inAConstructor() {
    assertRefused(Constructed::new)
        .hasMessageContaining("not allowed in a constructor")
        .hasMessageContaining("static factory method");
  }

  private static final class Initialised {
    static final String VALUE = await(new CompletableFuture<>());
  }

  @Test
  void inAStaticInitialiser() {
    Throwable error = catchThrowable(() -> Initialised.VALUE.length());
    assertThat(error).isInstanceOf(ExceptionInInitializerError.class);
    assertThat(error.getCause())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not allowed in a static initialiser")
        .hasMessageContaining(FILE);
  }
}
