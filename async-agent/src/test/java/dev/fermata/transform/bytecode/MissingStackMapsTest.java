package dev.fermata.transform.bytecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import dev.fermata.transform.harness.Comparison;
import dev.fermata.transform.harness.InMemoryCompiler;
import dev.fermata.transform.harness.Rewriting;
import dev.fermata.transform.harness.TargetClasses;
import dev.fermata.transform.harness.TargetLoader;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/** Class files of Java 8 and later whose methods have no StackMapTable. */
class MissingStackMapsTest {

  /** What paths merge to can only be told by whoever knows the classes. */
  private static final String SOURCE =
      """
      import static dev.fermata.async.Async.await;
      import java.util.*;
      import java.util.concurrent.*;
      class Frameless {
        static class Animal { String sound() { return "-"; } }
        static class Cat extends Animal { String sound() { return "meow"; } }
        static class Dog extends Animal { String sound() { return "woof"; } }
        static CompletableFuture<String> sounds(CompletableFuture<Integer> f) {
          StringBuilder all = new StringBuilder();
          for (int i = 0; i < 3; i++) {
            Animal a = i == 1 ? new Cat() : new Dog();
            Animal[] cage = i == 1 ? new Cat[1] : new Dog[1];
            Collection<?> c = i == 1 ? new ArrayList<>() : new HashSet<>();
            try {
              all.append(a.sound()).append(await(f) + i + cage.length + c.size());
            } catch (RuntimeException e) {
              all.append(e.getMessage());
            }
          }
          return CompletableFuture.completedFuture(all.toString());
        }
      }
      """;

  // without branches no stack map is needed
  @TestFactory
  Stream<DynamicNode> straightCodeNeedsNone() {
    var generated = new GeneratedClass("Straight", V1_8, ClassWriter.COMPUTE_MAXS);
    generated.scenario(
        "straight",
        code -> code.push("below").awaited("x").note().awaited("y").note().returnCompleted());
    return Stream.of(
        Comparison.of(new TargetClasses(generated.name(), GeneratedClass.classFiles(generated))));
  }

  @Test
  void stackMapsAreComputedWithoutLoadingClasses() throws ReflectiveOperationException {
    Map<String, byte[]> classFiles = new TreeMap<>(compiled());
    classFiles.replaceAll((name, classFile) -> withoutStackMaps(classFile));
    Method method =
        new TargetLoader(Rewriting.transformed(classFiles))
            .loadClass("Frameless")
            .getDeclaredMethod("sounds", CompletableFuture.class);
    method.setAccessible(true);
    var awaited = new CompletableFuture<Integer>();
    var result = (CompletableFuture<?>) method.invoke(null, awaited);
    assertThat(result).isNotDone();
    awaited.complete(7);
    assertThat(result.join()).isEqualTo("woof8meow9woof10");
  }

  private static Map<String, byte[]> compiled() {
    return InMemoryCompiler.compile(List.of("--release", "8"), "Frameless.java", SOURCE);
  }

  private static byte[] withoutStackMaps(byte[] classFile) {
    var writer = new ClassWriter(0);
    new ClassReader(classFile).accept(writer, ClassReader.SKIP_FRAMES);
    return writer.toByteArray();
  }
}
