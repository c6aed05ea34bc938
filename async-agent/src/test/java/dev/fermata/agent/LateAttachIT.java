package dev.fermata.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.Async;
import dev.fermata.transform.harness.InMemoryCompiler;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that install the agent when classes of theirs have long been loaded and used. */
class LateAttachIT {

  private static final String JAR = System.getProperty("agent.jar");

  private static final String BASE =
      """
      package base;

      import java.util.concurrent.CompletableFuture;

      /** Protected members in another package than the class that inherits them. */
      public class Base {
        protected String greeting = "hello ";
        protected static int calls;
        protected String decorate(String name) { return "<" + name + ">"; }
        protected static String twice(String s) { return s + s; }
        public CompletableFuture<String> greet(CompletableFuture<String> name) {
          return CompletableFuture.completedFuture("base");
        }
      }
      """;

  private static final String EARLY =
      """
      import static dev.fermata.async.Async.await;
      import static java.util.concurrent.CompletableFuture.completedFuture;
      import java.util.concurrent.CompletableFuture;
      import java.util.function.Function;
      import java.util.function.Supplier;

      public class Early extends base.Base implements Polite {
        private int count;
        private static String privateStatic(String s) { return s.toUpperCase(); }
        private String privateInstance(String s) { return s + count; }

        @Override
        public CompletableFuture<String> greet(CompletableFuture<String> name) {
          count++;
          calls++;
          String inherited = await(super.greet(name));
          greeting = greeting.trim() + " ";
          Function<String, String> decorated = s -> decorate(s) + privateInstance("#");
          return completedFuture(inherited + "/" + greeting + decorated.apply(await(name)) + calls);
        }

        private CompletableFuture<String> hidden(CompletableFuture<String> name) {
          return completedFuture(privateStatic(await(name)) + twice("!"));
        }

        static CompletableFuture<String> stat(CompletableFuture<String> name) {
          try {
            return completedFuture(await(name));
          } catch (IllegalArgumentException e) {
            return completedFuture("caught " + e.getMessage());
          }
        }

        CompletableFuture<String> viaLambda(CompletableFuture<String> name) {
          Supplier<CompletableFuture<String>> lambda = () -> hidden(name);
          Supplier<CompletableFuture<String>> awaiting = () -> completedFuture(await(lambda.get()) + count);
          return awaiting.get();
        }
      }

      interface Polite {
        private CompletableFuture<String> please(CompletableFuture<String> name) {
          return completedFuture("please " + await(name));
        }
        default CompletableFuture<String> ask(CompletableFuture<String> name) {
          return completedFuture(await(please(name)) + "?");
        }
      }
      """;

  private static final String MAIN =
      """
      import dev.fermata.agent.AsyncAgent;
      import java.lang.reflect.Method;
      import java.net.URL;
      import java.net.URLClassLoader;
      import java.util.Arrays;
      import java.util.concurrent.CompletableFuture;
      import java.util.function.Function;

      public class Main {
        static void show(String title, Function<CompletableFuture<String>, CompletableFuture<String>> call) {
          var name = new CompletableFuture<String>();
          var greeting = call.apply(name);
          System.out.print(title + ": " + greeting.isDone());
          name.complete("ada");
          System.out.println(" " + greeting.join());
        }

        static boolean hasMachines(Class<?> type) {
          return Arrays.stream(type.getDeclaredMethods()).anyMatch(m -> m.getName().startsWith("async$"));
        }

        @SuppressWarnings("unchecked")
        public static void main(String[] args) throws Exception {
          var early = new Early();
          try {
            Early.stat(new CompletableFuture<>());
          } catch (IllegalStateException e) {
            System.out.println("refused");
          }
          // Its parent knows async-core and the same classes, but is not asked for them.
          var other = new URLClassLoader(new URL[] {new URL(args[0])}, Main.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
              if (!name.equals("Early") && !name.equals("Polite")) {
                return super.loadClass(name, resolve);
              }
              Class<?> loaded = findLoadedClass(name);
              return loaded != null ? loaded : findClass(name);
            }
          };
          Class<?> twin = other.loadClass("Early");
          Method twinStat = twin.getDeclaredMethod("stat", CompletableFuture.class);
          twinStat.setAccessible(true);
          System.out.println(twin != Early.class);

          AsyncAgent.install();
          AsyncAgent.install();

          show("virtual", early::greet);
          show("again", early::greet);
          show("static", Early::stat);
          show("lambda", early::viaLambda);
          show("default", early::ask);
          var failing = new CompletableFuture<String>();
          var caught = Early.stat(failing);
          failing.completeExceptionally(new IllegalArgumentException("wrong"));
          System.out.println(caught.join());
          show("twin", name -> {
            try {
              return (CompletableFuture<String>) twinStat.invoke(null, name);
            } catch (ReflectiveOperationException e) {
              throw new LinkageError("twin", e);
            }
          });
          show("later", Later::stat);
          System.out.println(hasMachines(Early.class) + " " + hasMachines(Later.class));
        }
      }

      class Later extends Early {
        static CompletableFuture<String> stat(CompletableFuture<String> name) {
          return CompletableFuture.completedFuture("later " + dev.fermata.async.Async.await(name));
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void classesThatAreLoadedAlreadyBecomeAsync() throws Exception {
    compile(Map.of("Base.java", BASE, "Early.java", EARLY, "Main.java", MAIN));
    Path output = run("Main", folder.toUri().toString());
    assertThat(Files.readString(output).strip())
        .isEqualToNormalizingNewlines(
            """
            refused
            true
            virtual: false base/hello <ada>#11
            again: false base/hello <ada>#22
            static: false ada
            lambda: false ADA!!2
            default: false please ada?
            caught wrong
            twin: false ada
            later: false later ada
            false true""");
  }

  private void compile(Map<String, String> sources) throws Exception {
    var classFiles = InMemoryCompiler.compile(List.of("--release", "17", "-g"), sources);
    for (var classFile : classFiles.entrySet()) {
      Path path = folder.resolve(classFile.getKey() + ".class");
      Files.createDirectories(path.getParent());
      Files.write(path, classFile.getValue());
    }
  }

  /** Standard output and error together, without what slf4j says about its provider. */
  private Path run(String... mainAndArguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xverify:all");
    if (Runtime.version().feature() >= 21) {
      command.add("-XX:+EnableDynamicAgentLoading");
    }
    command.addAll(List.of("-cp", classPath()));
    command.addAll(List.of(mainAndArguments));
    Path output = folder.resolve("output");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.redirectOutput(output.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
    Files.writeString(output, Files.readString(output).replaceAll("(?m)^SLF4J.*\\R", ""));
    return output;
  }

  private String classPath() throws URISyntaxException {
    return String.join(
        File.pathSeparator,
        folder.toString(),
        locationOf(Async.class),
        locationOf(org.slf4j.Logger.class),
        JAR);
  }

  private static String locationOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
