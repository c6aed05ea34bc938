package dev.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.transform.harness.InMemoryCompiler;
import dev.fermata.transform.harness.Rewriting;
import dev.fermata.transform.harness.TargetLoader;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/** Reflection, debuggers and compilers see the same class before and after. */
class DeclarationsTest {

  private static final String SOURCE =
      """
      import static dev.fermata.async.Async.await;
      import dev.fermata.async.*;
      import java.lang.annotation.*;
      import java.util.*;
      import java.util.concurrent.*;

      public abstract class Declared<T extends Comparable<T>> {
        @Retention(RetentionPolicy.RUNTIME)
        @Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE, ElementType.LOCAL_VARIABLE})
        @interface Mark { String value(); int[] numbers() default {1, 2}; }

        @Mark("method") @Deprecated @AsyncMethod
        public final <E extends Exception, U extends T> CompletableFuture<@Mark("type") List<? super U>> generic(
            final @Mark("parameter") Map<String, U[]> map, long wide, T... rest) throws E, java.io.@Mark("thrown") IOException {
          @Mark("local") String text = String.valueOf(await(CompletableFuture.completedFuture(1L)));
          return CompletableFuture.completedFuture(null);
        }

        private static strictfp CompletionStage<Void> hidden(int i) { await(new CompletableFuture<>()); return null; }
        protected Task<Integer> task() { await(new CompletableFuture<>()); return null; }
        abstract CompletableFuture<T> bodiless();

        interface Bounded<A> { default CompletableFuture<A> get(A a) { return CompletableFuture.completedFuture(await(CompletableFuture.completedFuture(a))); } }
        record Point(@Mark("component") int x, int y) { CompletableFuture<Integer> sum() { return CompletableFuture.completedFuture(x + await(CompletableFuture.completedFuture(y))); } }
        sealed interface Shape permits Circle { CompletableFuture<?> area(); }
        record Circle() implements Shape { public CompletableFuture<?> area() { await(CompletableFuture.completedFuture(1)); return null; } }
        enum Colour { RED { CompletableFuture<?> shine() { await(CompletableFuture.completedFuture(1)); return null; } }; abstract CompletableFuture<?> shine(); }
      }
      """;

  private final Map<String, byte[]> before =
      InMemoryCompiler.compile(
          List.of("--release", "17", "-g", "-parameters"), "Declared.java", SOURCE);
  private final Map<String, byte[]> after = Rewriting.transformed(before);

  @Test
  void everyClassIsTransformed() {
    assertThat(after.get("Declared")).isNotEqualTo(before.get("Declared"));
    assertThat(after.get("Declared$Point")).isNotEqualTo(before.get("Declared$Point"));
  }

  @Test
  void reflectionSeesTheSameMethodsAndSyntheticOnes() throws ClassNotFoundException {
    var original = new TargetLoader(before);
    var transformed = new TargetLoader(after);
    for (String name : before.keySet()) {
      List<String> described = describe(transformed.loadClass(name));
      assertThat(described).as(name).isEqualTo(describe(original.loadClass(name)));
    }
  }

  @Test
  void whatIsAddedIsPrivateAndSynthetic() throws ClassNotFoundException {
    var transformed = new TargetLoader(after);
    for (String name : after.keySet()) {
      assertThat(transformed.loadClass(name).getDeclaredMethods())
          .filteredOn(method -> method.getName().startsWith("async$"))
          .allMatch(Method::isSynthetic)
          .allMatch(method -> Modifier.isPrivate(method.getModifiers()));
    }
  }

  @Test
  void attributesOfTheClassAreKept() throws ClassNotFoundException {
    var transformed = new TargetLoader(after);
    Class<?> declared = transformed.loadClass("Declared");
    assertThat(transformed.loadClass("Declared$Point").getRecordComponents()).hasSize(2);
    assertThat(transformed.loadClass("Declared$Shape").getPermittedSubclasses()).hasSize(1);
    assertThat(transformed.loadClass("Declared$Point").getNestHost()).isEqualTo(declared);
    assertThat(declared.getNestMembers()).hasSize(before.size());
    assertThat(declared.getDeclaredClasses()).hasSize(6);
  }

  @Test
  void theMachineKeepsTheTableOfLocalsAndTheEntryThatOfParameters() {
    MethodNode machine = method("Declared", "async$generic");
    assertThat(names(machine.localVariables))
        .containsExactlyInAnyOrder("this", "map", "wide", "rest", "text");
    assertThat(machine.visibleLocalVariableAnnotations).isNotEmpty();
    assertThat(names(method("Declared", "generic").localVariables))
        .containsExactlyInAnyOrder("this", "map", "wide", "rest");
  }

  private static List<String> names(List<LocalVariableNode> variables) {
    return variables.stream().map(variable -> variable.name).toList();
  }

  private MethodNode method(String owner, String name) {
    var node = new ClassNode();
    new ClassReader(after.get(owner)).accept(node, 0);
    return node.methods.stream().filter(m -> m.name.equals(name)).findFirst().orElseThrow();
  }

  /** All that reflection tells about the members, apart from what the transformer added. */
  private static List<String> describe(Class<?> type) {
    var described = new ArrayList<String>();
    described.add(type.toGenericString() + Arrays.toString(type.getAnnotations()));
    Stream.<Executable>concat(
            Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods()))
        .filter(member -> !member.getName().startsWith("async$"))
        .sorted(Comparator.comparing(Executable::toString))
        .map(DeclarationsTest::describe)
        .forEach(described::add);
    return described;
  }

  private static String describe(Executable member) {
    return member.toGenericString()
        + " "
        + Modifier.toString(member.getModifiers())
        + member.isSynthetic()
        + member.isVarArgs()
        + Arrays.toString(member.getParameters())
        + Arrays.toString(member.getAnnotations())
        + Arrays.deepToString(member.getParameterAnnotations())
        + member.getAnnotatedReturnType()
        + Arrays.toString(member.getAnnotatedParameterTypes())
        + Arrays.toString(member.getAnnotatedExceptionTypes());
  }
}
