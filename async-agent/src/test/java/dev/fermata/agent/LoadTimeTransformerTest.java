package dev.fermata.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.transform.harness.InMemoryCompiler;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** What the JVM may hand to a transformer, and that nothing goes wrong without a word. */
class LoadTimeTransformerTest {

  private static final byte[] CLASS_FILE =
      InMemoryCompiler.compile(
              List.of("--release", "17", "-g"),
              "Shop.java",
              """
              import static dev.fermata.async.Async.await;
              import java.util.concurrent.*;
              class Shop {
                CompletableFuture<Object> buy(CompletableFuture<Object> f) {
                  return CompletableFuture.completedFuture(await(f));
                }
              }
              """)
          .get("Shop");

  private final ClassLoader loader = LoadTimeTransformerTest.class.getClassLoader();
  private final LoadTimeTransformer transformer =
      new LoadTimeTransformer(Dump.fromSystemProperty(), new RuntimeJar(jar -> {}));
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final PrintStream realErr = System.err;

  @BeforeEach
  void captureErr() {
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restoreErr() {
    System.setErr(realErr);
  }

  @Test
  void aClassThatAwaitsIsTransformed() {
    assertThat(transform(loader, "Shop", null, CLASS_FILE)).isNotNull();
    assertThat(reported()).isEmpty();
  }

  @Test
  void aLoaderThatDoesNotFindTheRuntimeIsReportedOnce() {
    var isolated = new ClassLoader("isolated", ClassLoader.getPlatformClassLoader()) {};
    assertThat(transform(isolated, "Shop", null, CLASS_FILE)).isNull();
    assertThat(transform(isolated, "Shop", null, CLASS_FILE)).isNull();
    assertThat(reported())
        .containsOnlyOnce("Shop and maybe others are left as they are")
        .contains("add it to the class path of");
  }

  @Test
  void aHiddenClassHasNoName() {
    assertThat(transform(loader, null, null, CLASS_FILE)).isNotNull();
  }

  @Test
  void classesOfTheJdkAreNotLookedAt() {
    byte[] noClassFile = "dev/fermata/async/Async".getBytes(StandardCharsets.UTF_8);
    assertThat(transform(null, "java/lang/Shop", null, noClassFile)).isNull();
    assertThat(transform(ClassLoader.getPlatformClassLoader(), "Shop", null, noClassFile)).isNull();
    assertThat(reported()).isEmpty();
  }

  @Test
  void aClassThatIsLoadedAlreadyIsGivenNoNewMethods() {
    byte[] redefinition = transform(loader, "Shop", getClass(), CLASS_FILE);
    assertThat(redefinition).isNotNull().isNotEqualTo(CLASS_FILE);
    assertThat(methodsOf(redefinition)).isEqualTo(methodsOf(CLASS_FILE));
    assertThat(transform(loader, "Shop", getClass(), CLASS_FILE)).isEqualTo(redefinition);
  }

  private static List<String> methodsOf(byte[] classFile) {
    var node = new ClassNode();
    new ClassReader(classFile).accept(node, ClassReader.SKIP_CODE);
    return node.methods.stream()
        .map(method -> method.access + " " + method.name + method.desc)
        .toList();
  }

  @Test
  void retransformationGivesTheSameBytesAgain() {
    byte[] first = transform(loader, "Shop", null, CLASS_FILE);
    assertThat(transform(loader, "Shop", getClass(), CLASS_FILE)).isEqualTo(first);
  }

  @Test
  void aMalformedClassFileIsReported() {
    byte[] malformed = Arrays.copyOf(CLASS_FILE, CLASS_FILE.length - 100);
    assertThat(transform(loader, "Shop", null, malformed)).isNull();
    assertThat(reported())
        .contains("[fermata] Shop is left as it is, and its awaits will throw: ")
        .contains("malformed class file");
  }

  @Test
  void anUnknownVersionIsReportedOnce() {
    byte[] newer = CLASS_FILE.clone();
    ByteBuffer.wrap(newer).putShort(6, (short) 99);
    assertThat(transform(loader, "Shop", null, newer)).isNull();
    assertThat(transform(loader, "Other", null, newer)).isNull();
    assertThat(reported().lines())
        .singleElement()
        .asString()
        .startsWith("[fermata] Shop and maybe others are left as they are: class file version 99");
  }

  @Test
  void eightThreadsTransformAtOnce() throws Exception {
    byte[] expected = transform(loader, "Shop", null, CLASS_FILE);
    var threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<byte[]>> calls =
          IntStream.range(0, 64)
              .<Callable<byte[]>>mapToObj(
                  i -> () -> transform(loader, "Shop" + i, null, CLASS_FILE))
              .toList();
      for (var result : threads.invokeAll(calls)) {
        assertThat(result.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdown();
    }
  }

  private byte[] transform(
      ClassLoader classLoader, String name, Class<?> redefined, byte[] classFile) {
    return transformer.transform(classLoader, name, redefined, null, classFile);
  }

  private String reported() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
