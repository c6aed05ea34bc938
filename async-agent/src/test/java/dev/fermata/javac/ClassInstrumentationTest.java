package dev.fermata.javac;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class files come out of javac instrumented, wherever they are written to. */
class ClassInstrumentationTest {

  private static final String IMPORTS =
      """
      import static dev.fermata.async.Async.await;
      import static java.util.concurrent.CompletableFuture.completedFuture;
      import dev.fermata.async.*;
      import java.util.concurrent.*;
      import java.util.function.*;
      """;

  /** Greets whom it is told later, on {@code call}. */
  private static final String GREETER =
      IMPORTS
          + """
          public class Greeter implements Function<CompletableFuture<String>, CompletableFuture<String>> {
            public CompletableFuture<String> apply(CompletableFuture<String> name) {
              return completedFuture("hello " + await(name));
            }
          }
          """;

  @TempDir Path folder;

  @Test
  void intoTheDirectoryThatTheCompilerWritesTo() throws Exception {
    assertGood(PluginCompilation.into(folder).compile(Map.of("Greeter.java", GREETER)));
    assertSuspends(folder, "Greeter");
  }

  @Test
  void besideTheSourceWhenNoDirectoryIsNamed() throws Exception {
    var compilation = new PluginCompilation("-Xplugin:Fermata", "-XDaccessInternalAPI");
    assertGood(compilation.compileFiles(folder, Map.of("Greeter.java", GREETER)));
    assertSuspends(folder, "Greeter");
  }

  @Test
  void intoTheDirectoryThatTheUserNames() throws Exception {
    var compilation =
        new PluginCompilation("-Xplugin:Fermata classes=" + folder, "-d", folder.toString());
    assertGood(compilation.compile(Map.of("Greeter.java", GREETER)));
    assertSuspends(folder, "Greeter");
  }

  @Test
  void aWrongDirectoryIsAnError() throws Exception {
    var compilation =
        new PluginCompilation("-Xplugin:Fermata classes=nowhere", "-d", folder.toString());
    var result = compilation.compile(Map.of("Greeter.java", GREETER));
    assertThat(result.success()).isFalse();
    assertThat(result.messages()).singleElement().asString().contains("-d", "Greeter", "nowhere");
  }

  @Test
  void nestedLocalAndAnonymousClassesAndLambdas() throws Exception {
    String source =
        IMPORTS
            + """
            public class Many implements Function<CompletableFuture<String>, CompletableFuture<String>> {
              record Nested(String greeting) {
                CompletableFuture<String> greet(CompletableFuture<String> name) {
                  return completedFuture(greeting + await(name));
                }
              }
              public CompletableFuture<String> apply(CompletableFuture<String> name) {
                class Local {
                  CompletableFuture<String> greet() { return new Nested("hello ").greet(name); }
                }
                var anonymous = new Object() {
                  CompletableFuture<String> greet() { return completedFuture(await(new Local().greet())); }
                };
                Supplier<CompletableFuture<String>> lambda = () -> completedFuture(await(anonymous.greet()));
                return lambda.get();
              }
            }
            class Second {
              static CompletableFuture<String> same(CompletableFuture<String> s) { return completedFuture(await(s)); }
            }
            """;
    assertGood(PluginCompilation.into(folder).compile(Map.of("Many.java", source)));
    assertSuspends(folder, "Many");
    assertThat(machinesIn("Many", "Many$Nested", "Many$1", "Second")).isTrue();
    assertThat(machinesIn("Many$1Local")).isFalse();
  }

  @Test
  void futuresOfTheSameCompilationAreKnownBeforeTheyAreWritten() throws Exception {
    Map<String, String> sources = new LinkedHashMap<>();
    sources.put(
        "Greeter.java",
        IMPORTS
            + """
            public class Greeter implements Function<CompletableFuture<String>, CompletableFuture<String>> {
              public Outer.Own apply(CompletableFuture<String> name) {
                Outer.Own own = new Outer.Own();
                own.complete("hello " + await(name));
                return own;
              }
            }
            """);
    sources.put(
        "Outer.java",
        IMPORTS
            + """
            class Outer {
              static class Own extends Middle<String> { protected Own() {} }
            }
            class Middle<T> extends CompletableFuture<T> {}
            """);
    assertGood(PluginCompilation.into(folder).compile(sources));
    assertSuspends(folder, "Greeter");
  }

  @Test
  void localFuturesHaveTheConstructorsOfTheirClassFiles() throws Exception {
    String source =
        IMPORTS
            + """
            public class Greeter implements Function<CompletableFuture<String>, CompletableFuture<String>> {
              public CompletableFuture<String> apply(CompletableFuture<String> name) {
                return apply(name, "hello ");
              }
              static CompletableFuture<String> apply(CompletableFuture<String> name, String hello) {
                class Own extends CompletableFuture<String> {}
                class Inner {
                  Own greet() { Own own = new Own(); own.complete(hello + await(name)); return own; }
                }
                return new Inner().greet();
              }
            }
            """;
    assertGood(PluginCompilation.into(folder).compile(Map.of("Greeter.java", source)));
    assertSuspends(folder, "Greeter");
  }

  @Test
  void aRecompiledClassIsInstrumentedAgain() throws Exception {
    PluginCompilation.into(folder).compile(Map.of("Greeter.java", GREETER));
    byte[] first = Files.readAllBytes(folder.resolve("Greeter.class"));
    assertGood(PluginCompilation.into(folder).compile(Map.of("Greeter.java", GREETER)));
    assertThat(folder.resolve("Greeter.class")).hasBinaryContent(first);
    assertSuspends(folder, "Greeter");
  }

  @Test
  void whatOnlyTheClassFileShowsIsAnErrorAtItsAwait() throws Exception {
    String source =
        IMPORTS
            + """
            class Shop {
              static class Own extends CompletableFuture<String> { Own(int i) {} }
              Own buy(Own o) {
                if (o != null)
                  await(
                    o);
                return o;
              }
            }
            """;
    var result = PluginCompilation.into(folder).compile(Map.of("Shop.java", source));
    assertThat(result.success()).isFalse();
    assertThat(result.messages())
        .containsExactly(
            "10:12 buy: the CompletableFuture subclass that the method returns has no accessible"
                + " constructor without arguments (Shop$Own); add one, or return"
                + " CompletableFuture");
    assertThat(folder.resolve("Shop.class")).doesNotExist();
  }

  @Test
  void intoAnyFileManagerThatGivesBackWhatWasWritten() throws Exception {
    try (var files = new MemoryFiles(true)) {
      var compilation = new PluginCompilation("-Xplugin:Fermata", "-XDaccessInternalAPI");
      assertGood(compilation.compile(files, List.of(source("Greeter.java", GREETER))));
      Files.write(folder.resolve("Greeter.class"), files.content("Greeter"));
    }
    assertSuspends(folder, "Greeter");
  }

  @Test
  void aFileManagerThatGivesNothingBackIsAnError() throws Exception {
    try (var files = new MemoryFiles(false)) {
      var compilation = new PluginCompilation("-Xplugin:Fermata", "-XDaccessInternalAPI");
      var result = compilation.compile(files, List.of(source("Greeter.java", GREETER)));
      assertThat(result.success()).isFalse();
      assertThat(result.messages())
          .singleElement()
          .asString()
          .contains("Fermata cannot instrument Greeter", "does not give back");
    }
  }

  @Test
  void classesThatAnAnnotationProcessorWrites() throws Exception {
    String source =
        IMPORTS
            + """
            @Deprecated
            public class Greeter implements Function<CompletableFuture<String>, CompletableFuture<String>> {
              public CompletableFuture<String> apply(CompletableFuture<String> name) {
                return completedFuture(await(Generated.greet(name)));
              }
            }
            """;
    var compilation =
        PluginCompilation.into(folder, "-processor", GeneratingProcessor.class.getName());
    assertGood(compilation.compile(Map.of("Greeter.java", source)));
    assertSuspends(folder, "Greeter");
    assertThat(machinesIn("Generated", "Greeter")).isTrue();
  }

  @Test
  void modulesAndPackageDeclarationsPassThrough() throws Exception {
    Map<String, String> sources = new LinkedHashMap<>();
    sources.put("module-info.java", "module greeting { requires dev.fermata.async; exports p; }");
    sources.put("p/package-info.java", "/** Greets. */ @Deprecated package p;");
    sources.put("p/Greeter.java", "package p;\n" + GREETER);
    Path sourceFolder = Files.createDirectory(folder.resolve("src"));
    Path classes = Files.createDirectory(folder.resolve("classes"));
    var compilation =
        PluginCompilation.into(classes, "--module-path", PluginCompilation.CLASS_PATH);
    assertGood(compilation.compileFiles(sourceFolder, sources));
    assertThat(classes.resolve("module-info.class")).exists();
    assertSuspends(classes, "p.Greeter");
  }

  @Test
  void severalModulesAtOnce() throws Exception {
    Map<String, String> sources = new LinkedHashMap<>();
    sources.put("a/module-info.java", "module a { requires dev.fermata.async; exports p; }");
    sources.put("a/p/Greeter.java", "package p;\n" + GREETER);
    Path sourceFolder = Files.createDirectory(folder.resolve("src"));
    Path classes = Files.createDirectory(folder.resolve("classes"));
    var compilation =
        PluginCompilation.into(
            classes,
            "--module-path",
            PluginCompilation.CLASS_PATH,
            "--module-source-path",
            sourceFolder.toString());
    assertGood(compilation.compileFiles(sourceFolder, sources));
    assertSuspends(classes.resolve("a"), "p.Greeter");
  }

  private static JavaFileObject source(String name, String text) {
    return new PluginCompilation.Source(URI.create("source:///" + name), text);
  }

  private static void assertGood(PluginCompilation.Result result) {
    assertThat(result.messages()).isEmpty();
    assertThat(result.output()).isEmpty();
    assertThat(result.success()).isTrue();
  }

  @SuppressWarnings("unchecked") // every program here is such a function
  private static void assertSuspends(Path classes, String className) throws Exception {
    try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      var greeter =
          (Function<CompletableFuture<String>, CompletableFuture<String>>)
              loader.loadClass(className).getConstructor().newInstance();
      var name = new CompletableFuture<String>();
      var greeting = greeter.apply(name);
      assertThat(greeting).isNotDone();
      name.complete("world");
      assertThat(greeting).isCompletedWithValue("hello world");
    }
  }

  private boolean machinesIn(String... classNames) throws IOException {
    for (String className : classNames) {
      byte[] classFile = Files.readAllBytes(folder.resolve(className + ".class"));
      if (!new String(classFile, StandardCharsets.ISO_8859_1).contains("async$")) {
        return false;
      }
    }
    return true;
  }
}
