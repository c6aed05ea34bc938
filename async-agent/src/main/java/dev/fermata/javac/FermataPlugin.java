package dev.fermata.javac;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;
import com.sun.source.util.TaskListener;
import com.sun.source.util.Trees;

/**
 * Makes javac itself instrument what it compiles, and report what cannot be instrumented as
 * compiler errors.
 *
 * <pre>
 * javac -processorpath async-agent.jar -cp async-core.jar -d classes \
 *     -Xplugin:Fermata -XDaccessInternalAPI Shop.java
 * </pre>
 *
 * <p>{@code "-Xplugin:Fermata check"} only reports, and needs no other option. {@code
 * -XDaccessInternalAPI} lets the plugin see where javac writes class files, which no public
 * interface tells; {@code "-Xplugin:Fermata classes=DIR"} says it instead, with the directory that
 * {@code -d} names.
 */
public final class FermataPlugin implements Plugin {

  /** Called by javac. */
  public FermataPlugin() {}

  @Override
  public String getName() {
    return "Fermata";
  }

  /**
   * Called by javac, once for each compilation. An argument that is unknown becomes a compiler
   * error.
   */
  @Override
  public void init(JavacTask task, String... arguments) {
    task.addTaskListener(listener(task, arguments));
  }

  private static TaskListener listener(JavacTask task, String... arguments) {
    try {
      return new PluginListener(task, PluginOptions.parse(arguments));
    } catch (IllegalArgumentException e) {
      return new RefusedArguments(Trees.instance(task), String.valueOf(e.getMessage()));
    }
  }
}
