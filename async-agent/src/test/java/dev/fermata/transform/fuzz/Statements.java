package dev.fermata.transform.fuzz;

import dev.fermata.transform.fuzz.Scope.Loop;
import java.util.ArrayList;
import java.util.List;

/** Random statements; each ends at some time, and javac finds none unreachable. */
final class Statements {

  private static final List<String> UNCHECKED =
      List.of("IllegalStateException", "ArithmeticException", "AssertionError");
  private static final List<String> CHECKED = List.of("java.io.IOException", "Play.Checked");

  private final SourceProgram program;
  private final Choices choices;

  Statements(SourceProgram program) {
    this.program = program;
    this.choices = program.choices;
  }

  /** Statements that may declare variables in {@code scope}. */
  String block(Scope scope, int depth) {
    return block(scope, depth, true);
  }

  String blockWithoutTry(Scope scope, int depth) {
    return block(scope, depth, false);
  }

  private String block(Scope scope, int depth, boolean mayTry) {
    var text = new StringBuilder();
    boolean more = true;
    for (int i = 0; i < 5 && more && !program.full(); i++) {
      more = choices.part(() -> another(scope, depth, mayTry, text));
    }
    return text.toString();
  }

  private boolean another(Scope scope, int depth, boolean mayTry, StringBuilder text) {
    if (choices.below(5) == 0) {
      return false;
    }
    text.append(statement(scope, depth, mayTry));
    return true;
  }

  private String statement(Scope scope, int depth, boolean mayTry) {
    int choice = choices.below(depth <= 0 ? 8 : 24);
    return switch (choice) {
      case 0 -> "";
      case 1, 2, 3 -> declaration(scope, depth);
      case 4 -> "p.note(" + any(scope, depth) + ");\n";
      case 5 -> leave(scope, depth);
      case 6, 7, 8 -> expression(choices.pick(JavaType.ALL), scope, depth) + ";\n";
      case 9, 10 ->
          "if ("
              + condition(scope, depth)
              + ") {\n"
              + block(scope.nested(), depth - 1, mayTry)
              + "} else {\n"
              + block(scope.nested(), depth - 1, mayTry)
              + "}\n";
      case 11, 12, 13, 14 -> loop(scope, depth, mayTry);
      case 15, 16, 17, 18, 19 -> mayTry ? tryStatement(scope, depth) : "";
      case 20, 21 -> switchStatement(scope, depth, mayTry);
      case 22 ->
          // In a switch expression javac has trouble with it, as with try.
          !mayTry
              ? ""
              : "synchronized (this) {\n" + block(scope.withoutAwait(), depth - 1, mayTry) + "}\n";
      default -> lateDeclaration(scope, depth, mayTry);
    };
  }

  private String of(JavaType type, Scope scope, int depth) {
    return program.expressions.of(type, scope, Math.min(depth, 4));
  }

  private String any(Scope scope, int depth) {
    return of(choices.pick(JavaType.ALL), scope, depth);
  }

  private String condition(Scope scope, int depth) {
    return program.coin() + " ^ " + of(JavaType.BOOLEAN, scope, depth - 1);
  }

  private String expression(JavaType type, Scope scope, int depth) {
    return "this." + SourceProgram.field(type) + " = " + of(type, scope, depth);
  }

  private String declaration(Scope scope, int depth) {
    JavaType type = choices.pick(JavaType.ALL);
    String name = program.fresh("v");
    String value = of(type, scope, depth);
    scope.declare(name, type, !choices.oneIn(3));
    return type + " " + name + " = " + value + ";\n";
  }

  /** Not initialised where it is declared. */
  private String lateDeclaration(Scope scope, int depth, boolean mayTry) {
    JavaType type = choices.pick(JavaType.ALL);
    String name = program.fresh("v");
    String text =
        type
            + " "
            + name
            + ";\nif ("
            + condition(scope, depth)
            + ") {\n"
            + block(scope.nested(), depth - 1, mayTry)
            + name
            + " = "
            + of(type, scope, depth - 1)
            + ";\n} else {\n"
            + name
            + " = "
            + of(type, scope, depth - 1)
            + ";\n}\n";
    scope.declare(name, type, !choices.oneIn(3));
    return text;
  }

  private String leave(Scope scope, int depth) {
    var ways = new ArrayList<String>();
    for (Loop loop : scope.loops) {
      ways.add("break " + loop.label() + ";");
      ways.add("continue " + loop.label() + ";");
    }
    int choice = choices.below(ways.size() + 3);
    String way;
    if (choice < ways.size()) {
      way = ways.get(choice);
    } else if (choice == ways.size() && scope.returns != null) {
      way = "return " + program.result(scope, depth - 1) + ";";
    } else if (scope.inTry || choices.oneIn(6)) {
      way = "p.raise(" + choices.below(6) + ");";
    } else {
      return "";
    }
    return "if (" + condition(scope, depth) + ") {\n" + way + "\n}\n";
  }

  private String loop(Scope scope, int depth, boolean mayTry) {
    String label = program.fresh("loop");
    String counter = program.fresh("n");
    int turns = 1 + choices.below(3);
    Scope inner = scope.inLoop(label);
    return switch (choices.below(5)) {
      case 0 ->
          label
              + ":\nfor (int "
              + counter
              + " = 0; "
              + counter
              + " < "
              + turns
              + "; "
              + counter
              + "++) {\n"
              + block(inner, depth - 1, mayTry)
              + "}\n";
      case 1 ->
          "int "
              + counter
              + " = 0;\n"
              + label
              + ":\nwhile ("
              + counter
              + "++ < "
              + turns
              + " && "
              + of(JavaType.BOOLEAN, scope, depth - 1)
              + ") {\n"
              + block(inner, depth - 1, mayTry)
              + "}\n";
      case 2 ->
          "int "
              + counter
              + " = 0;\n"
              + label
              + ":\ndo {\n"
              + block(inner, depth - 1, mayTry)
              + "} while ("
              + counter
              + "++ < "
              + turns
              + " && "
              + of(JavaType.BOOLEAN, scope, depth - 1)
              + ");\n";
      case 3 -> {
        JavaType array =
            choices.pick(List.of(JavaType.INTS, JavaType.LONGS, JavaType.STRINGS, JavaType.GRID));
        JavaType element =
            switch (array) {
              case INTS -> JavaType.INT;
              case LONGS -> JavaType.LONG;
              case STRINGS -> JavaType.STRING;
              default -> JavaType.INTS;
            };
        String values = of(array, scope, depth - 1);
        inner.declare(counter, element, false);
        yield label
            + ":\nfor ("
            + element
            + " "
            + counter
            + " : "
            + values
            + ") {\n"
            + block(inner, depth - 1, mayTry)
            + "}\n";
      }
      default -> {
        JavaType boxed = choices.pick(JavaType.ALL.subList(0, 10));
        String items = of(boxed, scope, depth - 1) + ", " + of(boxed, scope, depth - 1);
        inner.declare(counter, boxed, false);
        yield label
            + ":\nfor ("
            + boxed
            + " "
            + counter
            + " : java.util.Arrays.<"
            + boxed.boxed
            + ">asList("
            + items
            + ")) {\n"
            + block(inner, depth - 1, mayTry)
            + "}\n";
      }
    };
  }

  private String tryStatement(Scope outer, int depth) {
    Scope scope = outer.inTry();
    Scope body = scope.nested();
    int shape = choices.below(8);
    var text = new StringBuilder("try ");
    if (shape == 7) {
      text.append(
          "(Play.Resource "
              + program.fresh("r")
              + " = p.open("
              + of(JavaType.INT, scope, depth - 2)
              + ")) ");
    }
    text.append("{\np.risk();\n").append(block(body, depth - 1)).append("}");
    if (shape < 6) {
      catches(scope, depth, text);
    }
    if (shape >= 4 && shape < 7) {
      text.append(" finally {\n" + block(scope.nested(), depth - 1) + "}");
    }
    return text.append("\n").toString();
  }

  private void catches(Scope scope, int depth, StringBuilder text) {
    switch (choices.below(5)) {
      case 0 -> catchOf("Throwable", scope, depth, text);
      case 1 -> catchOf(choices.pick(UNCHECKED), scope, depth, text);
      case 2 ->
          catchOf(choices.pick(CHECKED) + " | " + choices.pick(UNCHECKED), scope, depth, text);
      case 3 -> {
        catchOf(choices.pick(UNCHECKED), scope, depth, text);
        catchOf(choices.pick(CHECKED), scope, depth, text);
      }
      default -> {
        catchOf(choices.pick(CHECKED), scope, depth, text);
        catchOf("Exception", scope, depth, text);
      }
    }
  }

  private void catchOf(String types, Scope scope, int depth, StringBuilder text) {
    String name = program.fresh("e");
    Scope inner = scope.nested();
    String caught = program.fresh("v");
    inner.declare(caught, JavaType.OBJECT, false);
    text.append(" catch (" + types + " " + name + ") {\nObject " + caught + " = " + name + ";\n");
    text.append("p.note(" + name + ");\n");
    text.append(block(inner, depth - 1));
    if (choices.oneIn(6)) {
      text.append("throw " + name + ";\n");
    }
    text.append("}");
  }

  private String switchStatement(Scope scope, int depth, boolean mayTry) {
    boolean strings = choices.oneIn(2);
    String selector =
        strings
            ? "java.util.Objects.requireNonNull(" + of(JavaType.STRING, scope, depth - 1) + ")"
            : of(JavaType.INT, scope, depth - 1) + " & 3";
    String label = program.fresh("chosen");
    var text = new StringBuilder(label + ":\nswitch (" + selector + ") {\n");
    int cases = 1 + choices.below(3);
    for (int i = 0; i < cases; i++) {
      text.append("case " + (strings ? List.of("\"s\"", "\"a\"", "\"s3\"").get(i) : i) + ": {\n");
      text.append(block(scope.nested(), depth - 1, mayTry)).append("}\n");
      if (!choices.oneIn(3)) {
        text.append("break;\n");
      }
    }
    text.append("default: {\n").append(block(scope.nested(), depth - 1, mayTry)).append("}\n}\n");
    return text.toString();
  }
}
