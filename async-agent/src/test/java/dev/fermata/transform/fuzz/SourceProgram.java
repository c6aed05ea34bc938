package dev.fermata.transform.fuzz;

import dev.fermata.transform.fuzz.Scope.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * A random program in Java: some methods that await and call each other, the first to begin with.
 */
final class SourceProgram {

  private static final int RECURSION = 2;

  /** How many decisions may make a method. */
  private static final List<Integer> SIZES = List.of(60, 150, 300, 600);

  private record Signature(String name, JavaType returns, List<JavaType> parameters) {}

  final Choices choices;
  final boolean modern;
  final Expressions expressions;
  final Statements statements;
  private final String entry;
  private final List<Signature> signatures = new ArrayList<>();
  private int names;
  private int limit;

  /**
   * @param entry name of the static method that runs it
   * @param modern whether the source may be newer than Java 8
   */
  SourceProgram(Choices choices, String entry, boolean modern) {
    this.choices = choices;
    this.entry = entry;
    this.modern = modern;
    this.expressions = new Expressions(this);
    this.statements = new Statements(this);
  }

  /** The members of a class around {@code methods}. */
  static String classOf(String packageName, String name, List<String> methods) {
    var text = new StringBuilder("package " + packageName + ";\n");
    text.append("import static dev.fermata.async.Async.await;\n");
    text.append("import dev.fermata.transform.fuzz.Play;\n");
    text.append("import dev.fermata.transform.harness.Script;\n");
    text.append("import java.util.concurrent.CompletableFuture;\n");
    text.append("class " + name + " {\n");
    for (JavaType type : JavaType.ALL) {
      text.append(type + " " + field(type) + " = " + type.literal + ";\n");
    }
    methods.forEach(text::append);
    return text.append("}\n").toString();
  }

  static String field(JavaType type) {
    return type.name().toLowerCase(java.util.Locale.ROOT) + "Field";
  }

  String coin() {
    return "p.coin(" + choices.below(Play.COINS) + ")";
  }

  /** Whether the method at hand has grown as large as it may be. */
  boolean full() {
    return choices.count() > limit;
  }

  String fresh(String stem) {
    return stem + ++names;
  }

  /** All methods of the program; {@code className} is what they stand in. */
  String methods(String className) {
    int count = 1 + choices.below(4);
    for (int i = 0; i < count; i++) {
      signatures.add(signature(i));
    }
    Signature first = signatures.get(0);
    var text = new StringBuilder();
    text.append("static CompletableFuture<?> " + entry + "(Script script) throws Exception {\n");
    text.append("return new " + className + "()." + first.name + "(new Play(script), " + RECURSION);
    first.parameters.forEach(type -> text.append(", " + type.literal));
    text.append(");\n}\n");
    signatures.forEach(signature -> text.append(choices.part(() -> method(signature))));
    return text.toString();
  }

  private Signature signature(int number) {
    JavaType returns = choices.pick(JavaType.ALL);
    var parameters = new ArrayList<JavaType>();
    while (parameters.size() < 4 && choices.below(2) > 0) {
      parameters.add(choices.pick(JavaType.ALL));
    }
    return new Signature(entry + "_" + number, returns, parameters);
  }

  private String method(Signature signature) {
    limit = choices.count() + choices.pick(SIZES);
    Scope scope = Scope.ofMethod(signature.returns);
    var text = new StringBuilder();
    text.append(choices.pick(List.of("", "private ", "final ")));
    text.append("CompletableFuture<" + signature.returns.boxed + "> " + signature.name);
    text.append("(Play p, int depth");
    for (JavaType type : signature.parameters) {
      String name = fresh("a");
      scope.declare(name, type, !choices.oneIn(3));
      text.append(", " + type + " " + name);
    }
    text.append(") throws Exception {\np.burn();\n");
    text.append(statements.block(scope, 5));
    text.append(statements.block(scope, 3));
    for (Variable variable : seen(scope)) {
      text.append("p.note(" + variable.name() + ");\n");
    }
    return text.append("return " + result(scope, 2) + ";\n}\n").toString();
  }

  private List<Variable> seen(Scope scope) {
    var seen = new ArrayList<Variable>();
    for (JavaType type : JavaType.ALL) {
      for (Variable variable : scope.of(type, false)) {
        if (choices.oneIn(3)) {
          seen.add(variable);
        }
      }
    }
    return seen;
  }

  /** What may stand after {@code return}. */
  String result(Scope scope, int depth) {
    String type = scope.returns.boxed;
    int choice = choices.below(20);
    if (choice == 19) {
      return "null";
    }
    if (choice >= 16 && !scope.inTry) {
      Signature callee = callee(scope.returns);
      if (callee != null) {
        return "depth > 0 ? " + call(callee, scope, depth) + " : null";
      }
    }
    String value = expressions.of(scope.returns, scope, depth);
    return choice >= 12
        ? "p.<" + type + ">later(" + value + ")"
        : "CompletableFuture.<" + type + ">completedFuture(" + value + ")";
  }

  /** An awaited call of a method of the program, or something simpler of the same type. */
  String call(JavaType type, Scope scope, int depth) {
    Signature callee = callee(type);
    return callee == null
        ? expressions.of(type, scope, depth)
        : "(depth > 0 ? await(" + call(callee, scope, depth) + ") : " + type.literal + ")";
  }

  private Signature callee(JavaType returns) {
    var callees = signatures.stream().filter(each -> each.returns == returns).toList();
    return callees.isEmpty() ? null : choices.pick(callees);
  }

  private String call(Signature callee, Scope scope, int depth) {
    var text = new StringBuilder(callee.name + "(p, depth - 1");
    callee.parameters.forEach(type -> text.append(", " + expressions.of(type, scope, depth - 1)));
    return text.append(")").toString();
  }
}
