package dev.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.transform.harness.InMemoryCompiler;
import dev.fermata.transform.harness.Rewriting;
import dev.fermata.transform.harness.TargetLoader;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A suspended call keeps what it still needs and nothing else: its frame is looked into. */
class LivenessOfSavedValuesTest {

  private static final String SOURCE =
      """
      import static dev.fermata.async.Async.await;
      import java.util.concurrent.*;
      class Saved {
        static CompletableFuture<Object> deadLocal(CompletableFuture<?>[] f, Object[] marks) {
          Object dead = marks[0];
          Object live = marks[1];
          dead.hashCode();
          marks = null;
          CompletableFuture<?> g = f[0];
          f = null;
          await(g);
          return CompletableFuture.completedFuture(live);
        }

        static CompletableFuture<Object> parameters(CompletableFuture<?> f, Object dead, Object live) {
          dead.hashCode();
          await(f);
          return CompletableFuture.completedFuture(live);
        }

        static CompletableFuture<Object> fewerAtSecondAwait(
            CompletableFuture<?> f, CompletableFuture<?> g, Object first, Object second) {
          await(f);
          first.hashCode();
          first = null;
          await(g);
          return CompletableFuture.completedFuture(second);
        }

        static CompletableFuture<Object> onlyTheHandlerReads(CompletableFuture<?> f, Object dead, Object live) {
          try {
            await(f);
            return CompletableFuture.completedFuture(null);
          } catch (IllegalStateException e) {
            return CompletableFuture.completedFuture(live);
          }
        }

        static CompletableFuture<Object> operands(CompletableFuture<?> f, Object live) {
          return CompletableFuture.completedFuture(pair(live, pair(null, await(f))));
        }

        static CompletableFuture<Object> inLoop(CompletableFuture<?> f, CompletableFuture<?> g, Object first) {
          Object last = first;
          first = null;
          for (CompletableFuture<?> h : new CompletableFuture<?>[] {f, g}) {
            Object previous = last;
            last = await(h);
            previous.hashCode();
            previous = null;
          }
          return CompletableFuture.completedFuture(last);
        }

        static Object pair(Object a, Object b) { return a; }
      }
      """;

  private final Class<?> saved = load();
  private final CompletableFuture<Object> awaited = new CompletableFuture<>();
  private final Object dead = new Object();
  private final Object live = new Object();

  @Test
  void aLocalThatIsNotReadAgainIsNotKept() throws ReflectiveOperationException {
    Object[] marks = {dead, live};
    var call = call("deadLocal", new CompletableFuture<?>[] {awaited}, marks);
    assertThat(references(call)).contains(live).doesNotContain(dead, marks);
  }

  @Test
  void aParameterThatIsNotReadAgainIsNotKept() throws ReflectiveOperationException {
    assertThat(references(call("parameters", awaited, dead, live)))
        .contains(live)
        .doesNotContain(dead);
  }

  @Test
  void whatOnlyAnEarlierAwaitNeededIsCleared() throws ReflectiveOperationException {
    var second = new CompletableFuture<>();
    var call = call("fewerAtSecondAwait", awaited, second, dead, live);
    assertThat(references(call)).contains(dead, live);
    awaited.complete(null);
    assertThat(references(call)).contains(live).doesNotContain(dead, awaited);
    second.complete(null);
    assertThat(call.join()).isSameAs(live);
  }

  @Test
  void whatOnlyAHandlerReadsIsKept() throws ReflectiveOperationException {
    var call = call("onlyTheHandlerReads", awaited, dead, live);
    assertThat(references(call)).contains(live).doesNotContain(dead);
    awaited.completeExceptionally(new IllegalStateException());
    assertThat(call.join()).isSameAs(live);
  }

  @Test
  void operandsAreKept() throws ReflectiveOperationException {
    var call = call("operands", awaited, live);
    assertThat(references(call)).contains(live);
    awaited.complete(null);
    assertThat(call.join()).isSameAs(live);
  }

  @Test
  void aLoopKeepsOnlyTheLastValue() throws ReflectiveOperationException {
    var second = new CompletableFuture<>();
    var call = call("inLoop", awaited, second, dead);
    assertThat(references(call)).contains(dead);
    awaited.complete(live);
    assertThat(references(call)).contains(live).doesNotContain(dead);
  }

  @Test
  void aFinishedCallKeepsNothing() throws ReflectiveOperationException {
    var call = call("parameters", awaited, dead, live);
    awaited.complete(null);
    assertThat(call.join()).isSameAs(live);
    assertThat(savedSlots(call)).doesNotContain(live, dead);
  }

  private CompletableFuture<?> call(String name, Object... arguments)
      throws ReflectiveOperationException {
    for (Method method : saved.getDeclaredMethods()) {
      if (method.getName().equals(name)) {
        method.setAccessible(true);
        return (CompletableFuture<?>) method.invoke(null, arguments);
      }
    }
    throw new NoSuchMethodException(name);
  }

  /** Everything that the fields of {@code call} refer to, and the elements of its arrays. */
  private static List<Object> references(Object call) throws IllegalAccessException {
    var found = new ArrayList<Object>();
    for (Class<?> type = call.getClass();
        type != CompletableFuture.class;
        type = type.getSuperclass()) {
      collect(call, type, found);
    }
    return found;
  }

  private static List<Object> savedSlots(Object call) throws IllegalAccessException {
    var found = new ArrayList<Object>();
    collect(call, call.getClass(), found);
    return found;
  }

  private static void collect(Object call, Class<?> type, List<Object> found)
      throws IllegalAccessException {
    for (Field field : type.getDeclaredFields()) {
      if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())) {
        field.setAccessible(true);
        Object value = field.get(call);
        found.add(value);
        if (value instanceof Object[] elements) {
          found.addAll(Arrays.asList(elements));
        }
      }
    }
  }

  private static Class<?> load() {
    Map<String, byte[]> classFiles =
        InMemoryCompiler.compile(List.of("--release", "17"), "Saved.java", SOURCE);
    try {
      return new TargetLoader(Rewriting.transformed(classFiles)).loadClass("Saved");
    } catch (ClassNotFoundException e) {
      throw new LinkageError("Saved", e);
    }
  }
}
