package dev.fermata.javac;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import dev.fermata.transform.model.Rejection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.Diagnostic;

/**
 * Turns refusals into compiler errors. It remembers where each class awaits, so that what shows
 * only in a class file, which knows lines and no columns, is reported at the await all the same.
 */
final class CompilerReport {

  private final Trees trees;
  private final Map<String, List<Place>> awaits = new HashMap<>();

  private boolean errors;

  CompilerReport(Trees trees) {
    this.trees = trees;
  }

  private record Place(Tree tree, CompilationUnitTree unit, long firstLine, long lastLine) {
    boolean covers(int line) {
      return firstLine <= line && line <= lastLine;
    }

    long lines() {
      return lastLine - firstLine;
    }
  }

  /** Takes note of an await in the class {@code className}. */
  void remember(String className, Tree await, CompilationUnitTree unit) {
    SourcePositions positions = trees.getSourcePositions();
    long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, await));
    long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, await));
    awaits
        .computeIfAbsent(className, name -> new ArrayList<>())
        .add(new Place(await, unit, first, last));
  }

  boolean hasErrors() {
    return errors;
  }

  void error(Surroundings.Obstacle obstacle, Tree tree, CompilationUnitTree unit) {
    error(obstacle.reason().explain(obstacle.detail()), tree, unit);
  }

  /** Reports at the await that {@code rejection} means, or else at the beginning of the file. */
  void error(Rejection rejection, CompilationUnitTree unit) {
    errors = true;
    print(Diagnostic.Kind.ERROR, rejection, unit);
  }

  /** The same, of what is transformed all the same. */
  void warn(Rejection rejection, CompilationUnitTree unit) {
    print(Diagnostic.Kind.WARNING, rejection, unit);
  }

  private void print(Diagnostic.Kind kind, Rejection rejection, CompilationUnitTree unit) {
    Place place = placeOf(rejection, unit);
    String message = rejection.method() + ": " + rejection.explanation();
    trees.printMessage(kind, message, place.tree, place.unit);
  }

  private Place placeOf(Rejection rejection, CompilationUnitTree unit) {
    Place place = new Place(unit, unit, 0, Long.MAX_VALUE);
    for (Place await : awaits.getOrDefault(rejection.className(), List.of())) {
      if (await.covers(rejection.line()) && await.lines() < place.lines()) {
        place = await;
      }
    }
    return place;
  }

  void error(String message, Tree tree, CompilationUnitTree unit) {
    errors = true;
    trees.printMessage(Diagnostic.Kind.ERROR, message, tree, unit);
  }
}
