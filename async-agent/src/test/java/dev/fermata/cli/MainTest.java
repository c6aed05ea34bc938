package dev.fermata.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.transform.harness.InMemoryCompiler;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  static final Map<String, byte[]> CLASS_FILES =
      InMemoryCompiler.compile(
          List.of("--release", "17", "-g"),
          "Shop.java",
          """
          package shop;
          import static dev.fermata.async.Async.await;
          import java.util.concurrent.*;
          class Shop {
            CompletableFuture<Integer> buy(CompletableFuture<Integer> price) {
              return CompletableFuture.completedFuture(await(price) + 1);
            }
          }
          class Refused {
            void buy(CompletableFuture<Integer> price) { await(price); }
          }
          class Plain {}
          """);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path directory;
  private Path shop;

  @BeforeEach
  void writeShop() throws IOException {
    shop = write("classes/shop/Shop.class", CLASS_FILES.get("shop/Shop"));
    write("classes/shop/Plain.class", CLASS_FILES.get("shop/Plain"));
  }

  @Test
  void aDirectoryIsInstrumentedInPlaceAndOnce() throws IOException {
    assertThat(run("instrument", path("classes"))).isZero();
    assertThat(out()).contains("classes: instrumented 1 method(s) in 1 class(es)");
    byte[] once = Files.readAllBytes(shop);
    assertThat(once).isNotEqualTo(CLASS_FILES.get("shop/Shop"));
    assertThat(run("instrument", path("classes"))).isZero();
    assertThat(out()).contains("instrumented 0 method(s) in 0 class(es)");
    assertThat(Files.readAllBytes(shop)).isEqualTo(once);
  }

  @Test
  void whatIsRefusedIsNamedWithFileAndLine() throws IOException {
    write("classes/shop/Refused.class", CLASS_FILES.get("shop/Refused"));
    assertThat(run("instrument", path("classes"))).isOne();
    assertThat(err())
        .startsWith("Shop.java:10: shop.Refused.buy: a method that awaits must return");
    assertThat(out()).contains("instrumented 1 method(s) in 1 class(es)");
  }

  @Test
  void checkChangesNothing() throws IOException {
    write("classes/shop/Refused.class", CLASS_FILES.get("shop/Refused"));
    assertThat(run("instrument", "--check", path("classes"))).isOne();
    assertThat(out()).contains("would instrument 1 method(s) in 1 class(es)");
    assertThat(Files.readAllBytes(shop)).isEqualTo(CLASS_FILES.get("shop/Shop"));
  }

  @Test
  void dumpShowsWhatChanges() throws IOException {
    assertThat(run("instrument", "--check", "--dump", path("dump"), path("classes"))).isZero();
    Path dump = directory.resolve("dump");
    assertThat(dump.resolve("before/shop/Shop.class"))
        .hasBinaryContent(CLASS_FILES.get("shop/Shop"));
    assertThat(dump.resolve("after/shop/Shop.class")).isNotEmptyFile();
    assertThat(dump.resolve("before/shop/Plain.class")).doesNotExist();
  }

  @Test
  void anEmptyDirectoryIsNoError() throws IOException {
    Files.createDirectory(directory.resolve("empty"));
    assertThat(run("instrument", path("empty"))).isZero();
    assertThat(err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "transmogrify",
        "instrument",
        "instrument --fast CLASSES",
        "instrument --dump",
        "instrument --classpath",
        "instrument nowhere",
        "instrument --classpath nowhere.jar CLASSES",
        "instrument -- --check"
      })
  void whatMakesNoSenseIsExplained(String line) {
    String[] arguments =
        line.isEmpty() ? new String[0] : line.replace("CLASSES", path("classes")).split(" ", -1);
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(err()).contains("usage: java -jar async-agent.jar instrument");
    assertThat(shop).hasBinaryContent(CLASS_FILES.get("shop/Shop"));
  }

  @Test
  void aMissingClassPathEntryIsNamed() {
    String classPath = path("classes") + File.pathSeparator + path("nowhere.jar");
    assertThat(run("instrument", "--classpath", classPath, path("classes"))).isEqualTo(2);
    assertThat(err()).startsWith("the class path names what is not there: " + path("nowhere.jar"));
  }

  @Test
  void helpIsNoMisuse() {
    assertThat(run("--help")).isZero();
    assertThat(out()).startsWith("usage:");
  }

  @Test
  void whatIsNoClassFileIsNamedAndTheOtherTargetsAreDone() throws IOException {
    write("bad/Bad.class", "dev/fermata/async/Async, says a text".getBytes(StandardCharsets.UTF_8));
    assertThat(run("instrument", path("bad"), path("classes"))).isOne();
    assertThat(err()).contains("Bad.class: not a class file: it does not begin with CAFEBABE");
    assertThat(out()).contains("classes: instrumented 1 method(s)");
  }

  @Test
  void aTruncatedClassFileIsNamed() throws IOException {
    byte[] whole = CLASS_FILES.get("shop/Shop");
    write("cut/Shop.class", Arrays.copyOf(whole, whole.length - 20));
    assertThat(run("instrument", path("cut"))).isOne();
    assertThat(err()).contains("Shop.class: malformed class file");
  }

  @Test
  void aReadOnlyFileIsLeftAlone() throws IOException {
    Files.setPosixFilePermissions(shop, PosixFilePermissions.fromString("r--r--r--"));
    assertThat(run("instrument", path("classes"))).isOne();
    assertThat(err()).contains("Shop.class is read-only; make it writable");
    assertThat(shop).hasBinaryContent(CLASS_FILES.get("shop/Shop"));
  }

  @Test
  void permissionsStayAsTheyWere() throws IOException {
    var permissions = PosixFilePermissions.fromString("rw-rw---x");
    Files.setPosixFilePermissions(shop, permissions);
    run("instrument", path("classes"));
    assertThat(Files.getPosixFilePermissions(shop)).isEqualTo(permissions);
  }

  @Test
  void aSymbolicLinkStaysOneAndItsTargetIsInstrumented() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("classes"));
    Path file = directory.resolve("single/Shop.class");
    Files.createDirectory(file.getParent());
    Files.createSymbolicLink(file, shop);
    assertThat(run("instrument", path("single"))).isZero();
    assertThat(file).isSymbolicLink();
    assertThat(Files.readAllBytes(shop)).isNotEqualTo(CLASS_FILES.get("shop/Shop"));
    assertThat(run("instrument", link.toString())).isZero();
    assertThat(out()).contains("link: instrumented 0 method(s) in 0 class(es)");
  }

  @Test
  void superclassesAreLookedUpInTheOtherTargetsAndOnTheClassPath() throws IOException {
    Map<String, byte[]> own =
        InMemoryCompiler.compile(
            List.of("--release", "17"),
            "Own.java",
            """
            import java.util.concurrent.*;
            class Own extends CompletableFuture<String> {}
            class Buys { Own buy(Own o) { dev.fermata.async.Async.await(o); return o; } }
            """);
    write("own/Own.class", own.get("Own"));
    write("buys/Buys.class", own.get("Buys"));
    assertThat(run("instrument", "--check", path("buys"))).isOne();
    assertThat(run("instrument", "--check", "--classpath", path("own"), path("buys"))).isZero();
    assertThat(run("instrument", path("buys"), path("own"))).isZero();
  }

  private Path write(String name, byte[] content) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  private int run(String... arguments) {
    out.reset();
    err.reset();
    var main =
        new Main(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return main.run(new ArrayList<>(List.of(arguments)));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
