package dev.fermata.agent.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.Async;
import dev.fermata.transform.harness.InMemoryCompiler;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application in a named module: what it has to say about the runtime's module. */
class ModulesIT {

  private static final String SHOP =
      "package shop;\n"
          + ForkedJava.SHOP
          + """
          class Main {
            public static void main(String[] args) {
              System.out.println(Main.class.getModule());
              System.out.println(Shop.sell("hat"));
            }
          }
          """;

  @TempDir Path directory;
  private String modulePath;

  @BeforeEach
  void findModules() throws Exception {
    modulePath =
        String.join(
            File.pathSeparator,
            directory.toString(),
            ForkedJava.locationOf(Async.class).toString(),
            ForkedJava.locationOf(org.slf4j.Logger.class).toString(),
            ForkedJava.locationOf(org.jspecify.annotations.NullMarked.class).toString());
  }

  @Test
  void aModuleThatRequiresTheRuntime() throws Exception {
    compile("module shop { requires dev.fermata.async; }");
    ForkedJava.java(arguments(ForkedJava.AGENT)).printed("module shop", ForkedJava.SOLD);
  }

  /** Compiled against the class path, then put on the module path without a word about it. */
  @Test
  void aModuleThatDoesNotRequireTheRuntimeIsToldTo() throws Exception {
    compile("module shop {}");
    ForkedJava.Run run =
        ForkedJava.java(arguments(ForkedJava.AGENT, "--add-modules=dev.fermata.async"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("[fermata]")
        .contains("module shop does not read module dev.fermata.async")
        .contains("requires dev.fermata.async;");
  }

  private List<String> arguments(String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("--module-path", modulePath, "--module", "shop/shop.Main"));
    return arguments;
  }

  /** The classes know nothing of modules, so that any declaration can be put beside them. */
  private void compile(String declaration) throws IOException {
    write(InMemoryCompiler.compile(List.of("--release", "17", "-g"), "Shop.java", SHOP));
    write(
        InMemoryCompiler.compile(
            List.of("--release", "17", "--module-path", modulePath),
            "module-info.java",
            declaration));
  }

  private void write(Map<String, byte[]> classFiles) throws IOException {
    for (var classFile : classFiles.entrySet()) {
      Path file = directory.resolve(classFile.getKey() + ".class");
      Files.createDirectories(file.getParent());
      Files.write(file, classFile.getValue());
    }
  }
}
