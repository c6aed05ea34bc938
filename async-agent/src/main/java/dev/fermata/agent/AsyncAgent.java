package dev.fermata.agent;

import java.lang.instrument.Instrumentation;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@code await} work in a running program. Classes that were instrumented at build time need
 * no agent.
 *
 * <p>Either start Java with {@code -javaagent:async-agent.jar}, or call {@link #install()}, best at
 * the beginning:
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *   AsyncAgent.install();
 *   Application.run(args);
 * }
 * }</pre>
 *
 * <p>Classes that are loaded from then on are instrumented. Those that are loaded already are given
 * new method bodies: calls that begin later are async, calls that are running go on in the old body
 * and their awaits throw. The frames of such methods do not show in stack traces. What cannot be
 * made async is reported on standard error, and its awaits throw.
 *
 * <p>System properties: {@code fermata.dump=DIR} writes every transformed class file to {@code
 * DIR/before} and {@code DIR/after}.
 */
public final class AsyncAgent {

  private static final String EA_ASYNC_RUNNING = "ea-async.running";

  private static boolean installed;

  private AsyncAgent() {}

  /** Called by the JVM for {@code -javaagent}. */
  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    install(instrumentation);
  }

  /** Called by the JVM when the agent is attached to a running process. */
  public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
    install(instrumentation);
  }

  /**
   * Attaches the agent to the JVM that this call runs in. Does nothing when it is there already.
   * May be called by any thread. JDK 21 and later print a warning about agents that are loaded
   * dynamically, unless started with {@code -XX:+EnableDynamicAgentLoading}.
   *
   * @throws IllegalStateException when this JVM does not let itself be attached to; then use {@code
   *     -javaagent} or instrument at build time
   */
  public static void install() {
    synchronized (AsyncAgent.class) {
      if (installed) {
        return;
      }
    }
    Instrumentation instrumentation;
    try {
      instrumentation = ByteBuddyAgent.install();
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "cannot attach to this JVM; start it with -javaagent: and the path of the jar of"
              + " dev.fermata:async-agent, or instrument the classes at build time with"
              + " async-maven-plugin",
          e);
    }
    install(instrumentation);
  }

  private static synchronized void install(Instrumentation instrumentation) {
    if (!installed) {
      // Async.init() of ea-async asks this before it attaches an agent of its own.
      System.setProperty(EA_ASYNC_RUNNING, "true");
      var runtime = new RuntimeJar(instrumentation::appendToSystemClassLoaderSearch);
      var transformer = new LoadTimeTransformer(Dump.fromSystemProperty(), runtime);
      instrumentation.addTransformer(transformer, true);
      installed = true;
      new LoadedClasses(instrumentation, transformer).transform();
    }
  }
}
