package dev.fermata.javac;

import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.Trees;
import javax.tools.Diagnostic;

/**
 * Reports, once, what is wrong behind {@code -Xplugin:Fermata}: at the first file that javac has
 * parsed, which ends the compilation. An exception when the plugin begins would be shown as a fault
 * of javac, with its stack trace; and there is no place yet to report anything at.
 */
final class RefusedArguments implements TaskListener {

  private final Trees trees;
  private final String message;
  private boolean reported;

  RefusedArguments(Trees trees, String message) {
    this.trees = trees;
    this.message = message;
  }

  @Override
  public void finished(TaskEvent event) {
    if (event.getKind() == TaskEvent.Kind.PARSE && !reported) {
      reported = true;
      var unit = event.getCompilationUnit();
      trees.printMessage(Diagnostic.Kind.ERROR, message, unit, unit);
    }
  }
}
