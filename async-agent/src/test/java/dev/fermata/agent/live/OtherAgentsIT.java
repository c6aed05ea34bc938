package dev.fermata.agent.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.transform.build.ClassDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import org.jacoco.agent.rt.RT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents that rewrite the same classes, before us and after us. */
class OtherAgentsIT {

  private static final String MAIN =
      """
      class Main {
        public static void main(String[] args) {
          System.out.println(Shop.sell("hat"));
        }
      }
      """;

  /** What OpenTelemetry's agent does with a library: advice, inlined into methods by name. */
  private static final String ADVISING =
      """
      import java.lang.instrument.Instrumentation;
      import net.bytebuddy.agent.builder.AgentBuilder;
      import net.bytebuddy.asm.Advice;
      import net.bytebuddy.matcher.ElementMatchers;

      public class Advising {
        public static void premain(String arguments, Instrumentation instrumentation) {
          new AgentBuilder.Default()
              .disableClassFormatChanges()
              .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
              .with(AgentBuilder.Listener.StreamWriting.toSystemError().withErrorsOnly())
              .type(ElementMatchers.named("Shop"))
              .transform((builder, type, loader, module, domain) ->
                  builder.visit(Advice.to(Timing.class).on(ElementMatchers.named("buy"))))
              .installOn(instrumentation);
        }

        static class Timing {
          @Advice.OnMethodEnter
          static long enter(@Advice.Argument(1) long price) {
            System.out.println("enter " + price);
            return price;
          }

          @Advice.OnMethodExit(onThrowable = Throwable.class)
          static void exit(@Advice.Enter long price, @Advice.Return Object returned, @Advice.Thrown Throwable thrown) {
            System.out.println("exit " + price + " " + (returned != null) + " " + thrown);
          }
        }
      }
      """;

  @TempDir Path directory;
  private ForkedJava java;
  private Path coverage;

  @BeforeEach
  void compileProgram() throws IOException {
    java = new ForkedJava(directory.resolve("classes")).with("Shop.java", ForkedJava.SHOP + MAIN);
    coverage = directory.resolve("jacoco.exec");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void jacocoCountsWhatRunsInEitherOrder(boolean jacocoFirst) throws Exception {
    List<String> agents =
        jacocoFirst ? List.of(jacoco(), ForkedJava.AGENT) : List.of(ForkedJava.AGENT, jacoco());
    java.run(agents, "Main").printed(ForkedJava.SOLD);
    requireEveryLineOfTheBodyIsCovered();
  }

  @Test
  void jacocoCountsWhatRunsInClassesOfTheRunningJdksOwnVersion() throws Exception {
    String release = Integer.toString(Runtime.version().feature());
    java.with("Shop.java", ForkedJava.SHOP + MAIN, "--release", release, "-g");
    java.run(List.of(jacoco(), ForkedJava.AGENT), "Main").printed(ForkedJava.SOLD);
    requireEveryLineOfTheBodyIsCovered();
  }

  /** They run as ever; but bodies are synthetic methods by then, which its reports leave out. */
  @Test
  void jacocoLeavesOutBodiesThatWereInstrumentedAtBuildTime() throws Exception {
    new ClassDirectory(java.classes(), List.of()).instrument();
    java.run(List.of(jacoco()), "Main").printed(ForkedJava.SOLD);
    Coverage found = Coverage.of(coverage, java.classes().resolve("Shop.class"));
    assertThat(found.missed()).isEmpty();
    assertThat(found.covered()).contains(20, 21, 22).doesNotContain(9, 11, 12, 14, 16);
  }

  /** Advice that was there first becomes part of the body: it leaves when the body ends. */
  @Test
  void adviceThatCameFirstEndsWithTheBody() throws Exception {
    java.run(List.of(advising(), ForkedJava.AGENT), "Main")
        .printed("enter 7", "exit 7 true null", ForkedJava.SOLD);
  }

  /** Advice that comes later goes around the call: it leaves when the caller has its future. */
  @Test
  void adviceThatCameLaterEndsWithTheCall() throws Exception {
    java.run(List.of(ForkedJava.AGENT, advising()), "Main")
        .printed("enter 7", "exit 7 true null", ForkedJava.SOLD);
  }

  /** {@code Shop.buy} stands in lines 8 to 17. */
  private void requireEveryLineOfTheBodyIsCovered() throws IOException {
    Coverage found = Coverage.of(coverage, java.classes().resolve("Shop.class"));
    assertThat(found.missed()).isEmpty();
    assertThat(found.covered()).contains(9, 11, 12, 14, 16);
  }

  private String jacoco() throws Exception {
    return "-javaagent:" + ForkedJava.locationOf(RT.class) + "=destfile=" + coverage;
  }

  private String advising() throws Exception {
    Path byteBuddy = ForkedJava.locationOf(ByteBuddy.class);
    Files.createDirectories(directory);
    return AgentJar.option(directory, "Advising", ADVISING, byteBuddy);
  }
}
