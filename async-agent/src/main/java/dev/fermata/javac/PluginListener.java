package dev.fermata.javac;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands the events of one compilation on. Its parts are made at the first event: when a plugin is
 * initialised, a compilation knows no types yet.
 */
final class PluginListener implements TaskListener {

  private final JavacTask task;
  private final PluginOptions options;
  private final List<TaskListener> parts = new ArrayList<>();

  PluginListener(JavacTask task, PluginOptions options) {
    this.task = task;
    this.options = options;
  }

  @Override
  public void finished(TaskEvent event) {
    if (event.getKind() == TaskEvent.Kind.ANALYZE || event.getKind() == TaskEvent.Kind.GENERATE) {
      if (parts.isEmpty()) {
        makeParts();
      }
      parts.forEach(part -> part.finished(event));
    }
  }

  private void makeParts() {
    var trees = Trees.instance(task);
    var elements = task.getElements();
    var report = new CompilerReport(trees);
    var hierarchy = new ElementClassFiles(elements);
    parts.add(new SourceCheck(trees, task.getTypes(), elements, hierarchy, report));
    if (!options.checkOnly()) {
      parts.add(
          new ClassInstrumentation(hierarchy, elements, CompilerFiles.of(task, options), report));
    }
  }
}
