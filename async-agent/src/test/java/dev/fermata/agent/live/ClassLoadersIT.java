package dev.fermata.agent.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.Async;
import dev.fermata.transform.build.ClassDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.loader.launch.JarLauncher;

/** Classes that come by other ways than a class path. */
class ClassLoadersIT {

  @TempDir Path directory;

  private ForkedJava program(String main, String... options) throws IOException {
    return new ForkedJava(directory.resolve("classes"))
        .with("Shop.java", ForkedJava.SHOP + main, options);
  }

  @Test
  void eightThreadsLoadAndCallClassesAtOnce() throws Exception {
    var classes = new StringBuilder();
    for (int i = 0; i < 64; i++) {
      classes.append(
          """
          class Stage%1$d {
            static CompletableFuture<Integer> next(CompletableFuture<Integer> given) {
              int n = await(given);
              return CompletableFuture.completedFuture(n + await(Shop.later(%1$d)));
            }
          }
          """
              .formatted(i));
    }
    String main =
        """
        class Main {
          public static void main(String[] args) throws Exception {
            var start = new CyclicBarrier(8);
            var threads = Executors.newFixedThreadPool(8);
            var sums = new java.util.ArrayList<Future<Integer>>();
            for (int t = 0; t < 8; t++) sums.add(threads.submit(() -> { start.await(); return sum(); }));
            for (var sum : sums) System.out.print(sum.get() + " ");
            threads.shutdown();
          }

          static int sum() throws Exception {
            int sum = 0;
            for (int i = 0; i < 64; i++) {
              var next = Class.forName("Stage" + i).getDeclaredMethod("next", CompletableFuture.class);
              int last = sum;
              sum = EventLoop.run(() -> call(next, last));
            }
            return sum;
          }

          static CompletableFuture<Integer> call(java.lang.reflect.Method next, int last) {
            try {
              @SuppressWarnings("unchecked")
              var called = (CompletableFuture<Integer>) next.invoke(null, Shop.later(last));
              return called;
            } catch (ReflectiveOperationException e) {
              throw new AssertionError(e);
            }
          }
        }
        """;
    program(main + classes)
        .run(List.of(ForkedJava.AGENT), "Main")
        .printed("2016 ".repeat(8).strip());
  }

  @Test
  void springBootsJarOfJars() throws Exception {
    ForkedJava java =
        program(
            """
            class Main {
              public static void main(String[] args) {
                System.out.println(Shop.sell("hat"));
                System.out.println(Shop.class.getClassLoader().getClass().getSimpleName());
              }
            }
            """);
    Path jar = directory.resolve("application.jar");
    var manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, JarLauncher.class.getName());
    attributes.putValue("Start-Class", "Main");
    attributes.putValue("Spring-Boot-Classes", "BOOT-INF/classes/");
    attributes.putValue("Spring-Boot-Lib", "BOOT-INF/lib/");
    try (var output = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      copyLoader(output);
      for (String folder : List.of("BOOT-INF/", "BOOT-INF/classes/", "BOOT-INF/lib/")) {
        output.putNextEntry(new JarEntry(folder));
      }
      try (var files = Files.list(java.classes())) {
        for (Path file : (Iterable<Path>) files::iterator) {
          output.putNextEntry(new JarEntry("BOOT-INF/classes/" + file.getFileName()));
          Files.copy(file, output);
        }
      }
      store(output, "async-core.jar", jarOf(ForkedJava.locationOf(Async.class)));
      store(
          output,
          "slf4j-api.jar",
          Files.readAllBytes(ForkedJava.locationOf(org.slf4j.Logger.class)));
    }
    ForkedJava.java(List.of(ForkedJava.AGENT, "-jar", jar.toString()))
        .printed(ForkedJava.SOLD, "LaunchedClassLoader");
  }

  private static void copyLoader(JarOutputStream output) throws Exception {
    try (var loader = new JarFile(ForkedJava.locationOf(JarLauncher.class).toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) loader.stream()::iterator) {
        if (entry.getName().endsWith(".class")) {
          output.putNextEntry(new JarEntry(entry.getName()));
          try (InputStream input = loader.getInputStream(entry)) {
            input.transferTo(output);
          }
        }
      }
    }
  }

  /** The build may have the runtime as a directory. */
  private byte[] jarOf(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      return Files.readAllBytes(path);
    }
    Path jar = directory.resolve("runtime.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        var output = new JarOutputStream(file);
        var files = Files.walk(path)) {
      for (Path entry : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        output.putNextEntry(new JarEntry(path.relativize(entry).toString().replace('\\', '/')));
        Files.copy(entry, output);
      }
    }
    return Files.readAllBytes(jar);
  }

  /** Nested jars must be stored, not deflated. */
  private static void store(JarOutputStream output, String name, byte[] content)
      throws IOException {
    var entry = new JarEntry("BOOT-INF/lib/" + name);
    var checksum = new CRC32();
    checksum.update(content);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    output.putNextEntry(entry);
    output.write(content);
  }

  @Test
  void proxiesOfInterfacesWithAsyncDefaults() throws Exception {
    program(
            """
            interface Greeter {
              CompletableFuture<String> name();
              default CompletableFuture<String> greet() {
                return CompletableFuture.completedFuture("hello " + await(name()));
              }
            }

            class Main {
              public static void main(String[] args) {
                var greeter = (Greeter) java.lang.reflect.Proxy.newProxyInstance(
                    Main.class.getClassLoader(), new Class<?>[] {Greeter.class}, Main::handle);
                System.out.println(EventLoop.run(greeter::greet));
              }

              static Object handle(Object proxy, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
                return method.isDefault()
                    ? java.lang.reflect.InvocationHandler.invokeDefault(proxy, method, arguments)
                    : named("proxy");
              }

              static CompletableFuture<String> named(String name) {
                return CompletableFuture.completedFuture(await(Shop.later(name)));
              }
            }
            """)
        .run(List.of(ForkedJava.AGENT), "Main")
        .printed("hello proxy");
  }

  private static final String HIDING =
      """
      class Hidden {
        private final String greeting = "hidden ";

        CompletableFuture<String> greet(CompletableFuture<String> name) {
          return CompletableFuture.completedFuture(greeting + await(name) + await(Shop.later("!")));
        }

        static CompletableFuture<String> greeted(CompletableFuture<String> name) {
          return CompletableFuture.completedFuture(await(new Hidden().greet(name)));
        }
      }

      class Main {
        public static void main(String[] args) throws Throwable {
          byte[] bytes;
          try (var input = Main.class.getResourceAsStream("Hidden.class")) {
            bytes = input.readAllBytes();
          }
          var lookup = java.lang.invoke.MethodHandles.lookup().defineHiddenClass(bytes, true);
          var greeted = lookup.findStatic(lookup.lookupClass(), "greeted",
              java.lang.invoke.MethodType.methodType(CompletableFuture.class, CompletableFuture.class));
          System.out.println(lookup.lookupClass().isHidden());
          System.out.println(EventLoop.<String>run(() -> {
            try {
              return (CompletableFuture<String>) greeted.invokeExact(Shop.<String>later("world"));
            } catch (Throwable e) {
              throw new AssertionError(e);
            }
          }));
        }
      }
      """;

  @Test
  void hiddenClassesThatWereInstrumentedAtBuildTime() throws Exception {
    ForkedJava java = program(HIDING);
    new ClassDirectory(java.classes(), List.of()).instrument();
    java.run(List.of(), "Main").printed("true", "hidden world!");
  }

  /** The JVM shows hidden classes to no agent: their awaits say so, and do not block. */
  @Test
  void anAgentCannotHelpHiddenClasses() throws Exception {
    ForkedJava.Run run = program(HIDING).run(List.of(ForkedJava.AGENT), "Main");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("java.lang.IllegalStateException: await in");
    assertThat(run.out()).isEqualTo("true");
  }

  @Test
  void previewClassFilesOfTheRunningJdk() throws Exception {
    String release = Integer.toString(Runtime.version().feature());
    ForkedJava java =
        program(
            """
            class Main {
              public static void main(String[] args) {
                System.out.println(Shop.sell("hat"));
              }
            }
            """,
            "--release",
            release,
            "-g");
    Path shop = java.classes().resolve("Shop.class");
    byte[] classFile = Files.readAllBytes(shop);
    classFile[4] =
        (byte) 0xFF; // the minor version, as javac has it where preview features are used
    classFile[5] = (byte) 0xFF;
    Files.write(shop, classFile);
    assertThat(java.run(List.of(ForkedJava.AGENT), "Main").err()).contains("--enable-preview");
    java.run(List.of("--enable-preview", ForkedJava.AGENT), "Main").printed(ForkedJava.SOLD);
  }
}
