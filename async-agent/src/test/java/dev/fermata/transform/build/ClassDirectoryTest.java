package dev.fermata.transform.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.transform.harness.InMemoryCompiler;
import dev.fermata.transform.model.Rejection.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassDirectoryTest {

  private static final String SOURCE =
      """
      package shop;
      import static dev.fermata.async.Async.await;
      import java.util.concurrent.*;
      class Shop {
        CompletableFuture<Integer> buy(CompletableFuture<Integer> price) {
          return CompletableFuture.completedFuture(await(price) + 1);
        }
        void rejected(CompletableFuture<Integer> price) { await(price); }
      }
      class Plain { int one() { return 1; } }
      """;

  private static final String OWN =
      """
      import java.util.concurrent.*;
      class Base<T> extends CompletableFuture<T> {}
      class Own<T> extends Base<T> {}
      class Buys { Own<String> buy(Own<String> o) { dev.fermata.async.Async.await(o); return o; } }
      """;

  @TempDir Path directory;

  @Test
  void transformsWhatAwaitsAndLeavesTheRest() throws IOException {
    Map<String, byte[]> original = write(compiled("Shop.java", SOURCE));
    BuildResult result = new ClassDirectory(directory, List.of()).instrument();
    assertThat(result.classes()).isEqualTo(1);
    assertThat(result.methods()).isEqualTo(1);
    assertThat(result.rejections())
        .singleElement()
        .satisfies(
            rejection -> {
              assertThat(rejection.reason()).isEqualTo(Reason.NOT_A_FUTURE);
              assertThat(rejection.message())
                  .startsWith("Shop.java:8: shop.Shop.rejected: a method that awaits must return");
            });
    assertThat(read("shop/Shop")).isNotEqualTo(original.get("shop/Shop"));
    assertThat(read("shop/Plain")).isEqualTo(original.get("shop/Plain"));
  }

  @Test
  void runningAgainChangesNothing() throws IOException {
    write(compiled("Shop.java", SOURCE));
    new ClassDirectory(directory, List.of()).instrument();
    byte[] once = read("shop/Shop");
    Path file = directory.resolve("shop/Shop.class");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    BuildResult again = new ClassDirectory(directory, List.of()).instrument();
    assertThat(again.classes()).isZero();
    assertThat(read("shop/Shop")).isEqualTo(once);
    assertThat(Files.getLastModifiedTime(file).toMillis()).isEqualTo(1_000_000);
  }

  @Test
  void theFileIsReplacedByANewOne() throws IOException {
    write(compiled("Shop.java", SOURCE));
    Path file = directory.resolve("shop/Shop.class");
    byte[] original = Files.readAllBytes(file);
    Path otherName = Files.createLink(directory.resolve("kept"), file);
    new ClassDirectory(directory, List.of()).instrument();
    // Whoever had the old file open goes on reading the old content.
    assertThat(Files.readAllBytes(otherName)).isEqualTo(original);
  }

  @Test
  void noTemporaryFileIsLeft() throws IOException {
    write(compiled("Shop.java", SOURCE));
    new ClassDirectory(directory, List.of()).instrument();
    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile).map(Path::toString))
          .allMatch(name -> name.endsWith(".class"));
    }
  }

  @Test
  void superclassesAreLookedUpInTheDirectory() throws IOException {
    write(compiled("Own.java", OWN));
    assertThat(new ClassDirectory(directory, List.of()).instrument().methods()).isEqualTo(1);
  }

  @Test
  void superclassesAreLookedUpInFoldersAndJarsOfTheClassPath(@TempDir Path other)
      throws IOException {
    Map<String, byte[]> classFiles = compiled("Own.java", OWN);
    write(Map.of("Buys", classFiles.get("Buys")));
    assertThat(new ClassDirectory(directory, List.of()).instrument().rejections())
        .singleElement()
        .extracting(rejection -> rejection.reason())
        .isEqualTo(Reason.NOT_A_FUTURE);

    Path jar = other.resolve("own.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("Own.class"));
      out.write(classFiles.get("Own"));
    }
    Path folder = Files.createDirectory(other.resolve("classes"));
    Files.write(folder.resolve("Base.class"), classFiles.get("Base"));
    BuildResult result = new ClassDirectory(directory, List.of(jar, folder)).instrument();
    assertThat(result.rejections()).isEmpty();
    assertThat(result.methods()).isEqualTo(1);
  }

  @Test
  void aFileThatIsNoClassFileIsNamed() throws IOException {
    Path broken = directory.resolve("Broken.class");
    Files.writeString(broken, "dev/fermata/async/Async and nothing else");
    assertThatThrownBy(() -> new ClassDirectory(directory, List.of()).instrument())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(broken.toString())
        .hasMessageContaining("not a class file");
  }

  @Test
  void aDirectoryThatIsNotThereIsAnError() {
    assertThatThrownBy(() -> new ClassDirectory(directory.resolve("none"), List.of()).instrument())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none");
  }

  private static Map<String, byte[]> compiled(String fileName, String source) {
    return InMemoryCompiler.compile(List.of("--release", "17", "-g"), fileName, source);
  }

  private Map<String, byte[]> write(Map<String, byte[]> classFiles) throws IOException {
    for (var classFile : new TreeMap<>(classFiles).entrySet()) {
      Path file = directory.resolve(classFile.getKey() + ".class");
      Files.createDirectories(file.getParent());
      Files.write(file, classFile.getValue());
    }
    return classFiles;
  }

  private byte[] read(String name) throws IOException {
    return Files.readAllBytes(directory.resolve(name + ".class"));
  }
}
