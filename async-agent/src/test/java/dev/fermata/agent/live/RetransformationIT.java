package dev.fermata.agent.live;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes that are transformed again while calls of theirs are suspended. */
class RetransformationIT {

  private static final String MAIN =
      """
      class Main {
        public static void main(String[] args) throws Exception {
          System.out.println(Shop.sell("hat"));
          var suspended = new CompletableFuture<String>();
          String text = EventLoop.run(() -> {
            var bought = new Shop().buy(suspended, 7);
            EventLoop.current().execute(() -> { Again.transform(); suspended.complete("coat"); });
            return bought;
          });
          System.out.println(text);
          Again.transform();
          System.out.println(Shop.sell("hat"));
        }
      }

      class Again {
        static void transform() {
          try {
            Class.forName("Retransforming", true, ClassLoader.getSystemClassLoader()).getMethod("again", Class.class)
                .invoke(null, Shop.class);
          } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
          }
        }
      }
      """;

  /** Retransforms, and redefines with the bytes of the class path, as debuggers do. */
  private static final String AGENT =
      """
      import java.lang.instrument.ClassDefinition;
      import java.lang.instrument.Instrumentation;

      public class Retransforming {
        private static Instrumentation instrumentation;

        public static void premain(String arguments, Instrumentation given) {
          instrumentation = given;
        }

        public static void again(Class<?> type) throws Exception {
          instrumentation.retransformClasses(type);
          instrumentation.retransformClasses(type, Main());
          byte[] bytes;
          try (var input = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            bytes = input.readAllBytes();
          }
          instrumentation.redefineClasses(new ClassDefinition(type, bytes));
        }

        private static Class<?> Main() throws Exception {
          return Class.forName("Main", false, ClassLoader.getSystemClassLoader());
        }
      }
      """;

  @TempDir Path directory;

  @Test
  void retransformingAndRedefiningLiveClassesChangesNothing() throws Exception {
    String other = AgentJar.option(directory, "Retransforming", AGENT);
    var java =
        new ForkedJava(directory.resolve("classes")).with("Shop.java", ForkedJava.SHOP + MAIN);
    for (List<String> order :
        List.of(List.of(ForkedJava.AGENT, other), List.of(other, ForkedJava.AGENT))) {
      java.run(order, "Main").printed(ForkedJava.SOLD, "sold coat for 7 8 thanks", ForkedJava.SOLD);
    }
  }
}
