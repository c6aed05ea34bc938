package dev.fermata.transform.fuzz;

import java.util.ArrayList;
import java.util.List;

/** What a place in a generated source program may refer to. */
final class Scope {

  /**
   * A local variable or field.
   *
   * @param assignable false for what is effectively final, and may be captured by a lambda
   */
  record Variable(String name, JavaType type, boolean assignable) {}

  /** A loop around; its label can be named by break and continue. */
  record Loop(String label) {}

  final JavaType returns;
  final boolean mayAwait;
  final boolean inTry;
  private final List<Variable> variables;
  final List<Loop> loops;

  private Scope(
      JavaType returns,
      boolean mayAwait,
      boolean inTry,
      List<Variable> variables,
      List<Loop> loops) {
    this.returns = returns;
    this.mayAwait = mayAwait;
    this.inTry = inTry;
    this.variables = new ArrayList<>(variables);
    this.loops = loops;
  }

  static Scope ofMethod(JavaType returns) {
    return new Scope(returns, true, false, List.of(), List.of());
  }

  Scope nested() {
    return new Scope(returns, mayAwait, inTry, variables, loops);
  }

  Scope inTry() {
    return new Scope(returns, mayAwait, true, variables, loops);
  }

  Scope withoutAwait() {
    return new Scope(returns, false, inTry, variables, loops);
  }

  Scope inLoop(String label) {
    var around = new ArrayList<>(loops);
    around.add(new Loop(label));
    return new Scope(returns, mayAwait, inTry, variables, around);
  }

  /** A switch expression or lambda body cannot be left by break, continue or another's return. */
  Scope inSwitchExpression() {
    return new Scope(null, mayAwait, inTry, variables, List.of());
  }

  Scope inLambda(JavaType result) {
    var captured = variables.stream().filter(variable -> !variable.assignable).toList();
    return new Scope(result, true, false, captured, List.of());
  }

  Scope declare(String name, JavaType type, boolean assignable) {
    variables.add(new Variable(name, type, assignable));
    return this;
  }

  /** Variables of {@code type}, the innermost first. */
  List<Variable> of(JavaType type, boolean toAssign) {
    var found = new ArrayList<Variable>();
    for (Variable variable : variables) {
      if (variable.type == type && (variable.assignable || !toAssign)) {
        found.add(0, variable);
      }
    }
    return found;
  }
}
