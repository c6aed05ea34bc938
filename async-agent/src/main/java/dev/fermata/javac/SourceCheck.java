package dev.fermata.javac;

import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Looks at each class as soon as javac knows its types, before any class file is made of it. */
final class SourceCheck implements TaskListener {

  private final Trees trees;
  private final Elements elements;
  private final ElementClassFiles hierarchy;
  private final CompilerReport report;
  private final FutureTypes futures;

  SourceCheck(
      Trees trees,
      Types types,
      Elements elements,
      ElementClassFiles hierarchy,
      CompilerReport report) {
    this.trees = trees;
    this.elements = elements;
    this.hierarchy = hierarchy;
    this.report = report;
    this.futures = new FutureTypes(types, elements);
  }

  @Override
  public void finished(TaskEvent event) {
    if (event.getKind() == TaskEvent.Kind.ANALYZE) {
      TreePath path = pathOf(event.getTypeElement());
      if (path != null) {
        new AwaitScanner(trees, elements, futures, hierarchy, report).scan(path, null);
      }
    }
  }

  /** Null for what is no class, as {@code package-info.java}. */
  private @Nullable TreePath pathOf(@Nullable TypeElement type) {
    return type == null ? null : trees.getPath(type);
  }
}
