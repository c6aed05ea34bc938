package dev.fermata.transform.fuzz;

import dev.fermata.transform.fuzz.Scope.Variable;
import java.util.List;

/** Random expressions of a wanted type, full of side effects and awaits. */
final class Expressions {

  private final SourceProgram program;
  private final Choices choices;

  Expressions(SourceProgram program) {
    this.program = program;
    this.choices = program.choices;
  }

  String of(JavaType type, Scope scope, int depth) {
    return choices.part(
        () -> depth <= 0 || program.full() ? leaf(type, scope) : anything(type, scope, depth));
  }

  private String leaf(JavaType type, Scope scope) {
    List<Variable> variables = scope.of(type, false);
    int choice = choices.below(2 + 2 * variables.size());
    if (choice >= 2) {
      return variables.get((choice - 2) / 2).name();
    }
    return choice == 1 && !type.isArray() && scope.mayAwait
        ? awaited(type, type.literal)
        : type.literal;
  }

  private static String awaited(JavaType type, String value) {
    return "await(p.<" + type.boxed + ">later(" + value + "))";
  }

  private String anything(JavaType type, Scope scope, int depth) {
    int choice = choices.below(32);
    if (choice < 4) {
      return leaf(type, scope);
    }
    if (choice < 10 && scope.mayAwait) {
      return awaited(type, of(type, scope, depth - 1));
    }
    return switch (choice) {
      case 10, 11 ->
          "("
              + of(JavaType.BOOLEAN, scope, depth - 1)
              + " ? "
              + of(type, scope, depth - 1)
              + " : "
              + of(type, scope, depth - 1)
              + ")";
      case 12, 13 -> assignment(type, scope, depth);
      case 14 -> scope.mayAwait ? program.call(type, scope, depth - 1) : leaf(type, scope);
      case 15 -> scope.mayAwait ? lambda(type, scope, depth) : leaf(type, scope);
      case 16 -> switchExpression(type, scope, depth);
      case 17 ->
          "new "
              + arrayOf(type)
              + " {"
              + of(type, scope, depth - 1)
              + ", "
              + of(type, scope, depth - 1)
              + "}["
              + index(scope, depth - 1)
              + "]";
      case 18 ->
          "Play.<"
              + type.boxed
              + ">oneOf("
              + of(JavaType.INT, scope, depth - 1)
              + ", "
              + of(type, scope, depth - 1)
              + ", "
              + of(type, scope, depth - 1)
              + ")";
      case 19 -> noted(type, of(type, scope, depth - 1));
      case 20 -> failing(type, scope);
      default -> ofThatType(type, scope, depth - 1);
    };
  }

  private static String noted(JavaType type, String value) {
    return "p.<" + type.boxed + ">noted(" + value + ")";
  }

  private static String arrayOf(JavaType type) {
    return type + "[]";
  }

  private String failing(JavaType type, Scope scope) {
    int kind = choices.below(6);
    if (!scope.inTry && choices.below(6) < 5) {
      return type.literal;
    }
    if (!scope.mayAwait) {
      return "p.<" + type.boxed + ">raise(" + kind + ")";
    }
    String stage = "p.<" + type.boxed + ">fail(" + kind + ")";
    return kind == 2 ? "await(" + stage + ", java.io.IOException.class)" : "await(" + stage + ")";
  }

  private String assignment(JavaType type, Scope scope, int depth) {
    List<Variable> variables = scope.of(type, true);
    String target =
        variables.isEmpty() || choices.oneIn(4)
            ? place(type, scope, depth)
            : choices.pick(variables).name();
    boolean compound = type.isNumeric() || type == JavaType.STRING;
    int operator = compound ? choices.below(5) : 0;
    if (type.isNumeric() && operator == 4) {
      return choices.oneIn(2) ? "(" + target + "++)" : "(--" + target + ")";
    }
    JavaType operand =
        operator == 0 || type == JavaType.STRING ? type : choices.pick(JavaType.NUMERIC);
    String sign =
        type == JavaType.STRING && operator > 0
            ? "+="
            : List.of("=", "+=", "-=", "*=", "=").get(operator);
    return "(" + target + " " + sign + " " + of(operand, scope, depth - 1) + ")";
  }

  /** Something assignable that is no local variable: a field or an array element. */
  private String place(JavaType type, Scope scope, int depth) {
    int choice = choices.below(3);
    String index = choice == 0 ? "" : index(scope, depth - 2);
    if (choice > 0 && type == JavaType.INT) {
      return choice == 1
          ? array(JavaType.INTS, scope) + "[" + index + "]"
          : array(JavaType.GRID, scope) + "[" + index + "][0]";
    }
    if (choice > 0 && type == JavaType.LONG) {
      return array(JavaType.LONGS, scope) + "[" + index + "]";
    }
    if (choice > 0 && type == JavaType.STRING) {
      return array(JavaType.STRINGS, scope) + "[" + index + "]";
    }
    if (choice == 1 && type == JavaType.INTS) {
      return array(JavaType.GRID, scope) + "[" + index + "]";
    }
    return "this." + SourceProgram.field(type);
  }

  private String array(JavaType type, Scope scope) {
    List<Variable> variables = scope.of(type, false);
    return variables.isEmpty()
        ? "this." + SourceProgram.field(type)
        : choices.pick(variables).name();
  }

  private String index(Scope scope, int depth) {
    return of(JavaType.INT, scope, depth) + " & 1";
  }

  private String lambda(JavaType type, Scope scope, int depth) {
    Scope inner = scope.inLambda(type);
    String body =
        choices.oneIn(2)
            ? program.statements.block(inner, depth - 1)
                + "return "
                + program.result(inner, depth - 1)
                + ";"
            : "return " + program.result(inner, depth - 1) + ";";
    return "await(p.<" + type.boxed + ">run(() -> {\n" + body + "\n}))";
  }

  private String switchExpression(JavaType type, Scope scope, int depth) {
    if (!program.modern) {
      return leaf(type, scope);
    }
    Scope inner = scope.inSwitchExpression();
    var text = new StringBuilder("(switch (" + of(JavaType.INT, scope, depth - 1) + " & 3) {\n");
    int cases = 1 + choices.below(2);
    for (int i = 0; i < cases; i++) {
      text.append("case " + i + " -> " + of(type, scope, depth - 1) + ";\n");
    }
    text.append("default -> {\n");
    text.append(program.statements.blockWithoutTry(inner.nested(), depth - 2));
    // In parentheses it would look like a call of a method named yield.
    String value = of(type, inner, depth - 1);
    text.append("yield ").append(value.startsWith("(") ? noted(type, value) : value);
    text.append(";\n}\n})");
    return text.toString();
  }

  private String ofThatType(JavaType type, Scope scope, int depth) {
    return switch (type) {
      case INT -> integer(scope, depth);
      case LONG, DOUBLE, FLOAT -> arithmetic(type, scope, depth);
      case SHORT, BYTE, CHAR -> "((" + type + ") (int) " + of(JavaType.INT, scope, depth) + ")";
      case BOOLEAN -> condition(scope, depth);
      case STRING ->
          "(\"\" + "
              + of(choices.pick(JavaType.ALL.subList(0, 9)), scope, depth)
              + " + Play.text("
              + of(choices.pick(JavaType.ALL), scope, depth)
              + "))";
      case OBJECT ->
          choices.oneIn(2)
              ? "(Object) new Play.Pair("
                  + of(JavaType.INT, scope, depth)
                  + ", "
                  + of(JavaType.OBJECT, scope, depth)
                  + ")"
              : "((Object) " + of(choices.pick(JavaType.ALL), scope, depth) + ")";
      case INTS ->
          "new int[] {"
              + of(JavaType.INT, scope, depth)
              + ", "
              + of(JavaType.INT, scope, depth)
              + "}";
      case LONGS ->
          "new long[] {"
              + of(JavaType.LONG, scope, depth)
              + ", "
              + of(JavaType.LONG, scope, depth)
              + "}";
      case STRINGS -> "new String[] {" + of(JavaType.STRING, scope, depth) + ", null}";
      case GRID ->
          "new int[][] {"
              + of(JavaType.INTS, scope, depth)
              + ", "
              + of(JavaType.INTS, scope, depth)
              + "}";
    };
  }

  private String arithmetic(JavaType type, Scope scope, int depth) {
    if (choices.oneIn(4)) {
      JavaType from = choices.pick(JavaType.NUMERIC);
      return "((" + type + ") (" + from + ") " + of(from, scope, depth) + ")";
    }
    String operator = choices.pick(List.of("+", "-", "*"));
    return "(" + of(type, scope, depth) + " " + operator + " " + of(type, scope, depth) + ")";
  }

  private String integer(Scope scope, int depth) {
    return switch (choices.below(8)) {
      case 0 ->
          "Play.mix("
              + of(JavaType.INT, scope, depth)
              + ", "
              + of(JavaType.LONG, scope, depth)
              + ", "
              + of(JavaType.OBJECT, scope, depth)
              + ", "
              + of(JavaType.DOUBLE, scope, depth)
              + ")";
      case 1 ->
          "new Play.Pair("
              + of(JavaType.INT, scope, depth)
              + ", "
              + of(JavaType.OBJECT, scope, depth)
              + ").plus("
              + of(JavaType.INT, scope, depth)
              + ")";
      case 2 -> of(JavaType.INTS, scope, depth) + "[" + index(scope, depth) + "]";
      case 3 -> of(JavaType.STRINGS, scope, depth) + ".length";
      case 4 ->
          "("
              + of(JavaType.INT, scope, depth)
              + " / ("
              + of(JavaType.INT, scope, depth)
              + (choices.oneIn(12) ? "" : " | 1")
              + "))";
      default -> arithmetic(JavaType.INT, scope, depth);
    };
  }

  private String condition(Scope scope, int depth) {
    return switch (choices.below(7)) {
      case 0 -> program.coin();
      case 1 -> "(!" + of(JavaType.BOOLEAN, scope, depth) + ")";
      case 2 ->
          "("
              + of(JavaType.BOOLEAN, scope, depth)
              + " && "
              + of(JavaType.BOOLEAN, scope, depth)
              + ")";
      case 3 ->
          "("
              + of(JavaType.BOOLEAN, scope, depth)
              + " || "
              + of(JavaType.BOOLEAN, scope, depth)
              + ")";
      case 4 -> "(" + of(JavaType.OBJECT, scope, depth) + " instanceof String)";
      default -> {
        JavaType type = choices.pick(JavaType.NUMERIC);
        yield "(" + of(type, scope, depth) + " < " + of(type, scope, depth) + ")";
      }
    };
  }
}
