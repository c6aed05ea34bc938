package dev.fermata.async;

import java.lang.StackWalker.StackFrame;
import java.util.List;

/** What a call of await is told that nobody has rewritten. */
final class UntransformedAwait {

  private static final StackWalker STACK = StackWalker.getInstance();

  private UntransformedAwait() {}

  static IllegalStateException refuse() {
    List<StackFrame> callers = STACK.walk(frames -> frames.skip(2).toList());
    return new IllegalStateException(advise(callers));
  }

  private static String advise(List<StackFrame> callers) {
    if (callers.isEmpty()) {
      return "await must be called from an async method";
    }
    StackFrame caller = callers.get(0);
    return switch (caller.getMethodName()) {
      case "<init>" ->
          "await is not allowed in a constructor: "
              + caller.getClassName()
              + place(caller)
              + "; use a static factory method that returns a future";
      case "<clinit>" ->
          "await is not allowed in a static initialiser: "
              + caller.getClassName()
              + place(caller)
              + "; start the work in a method that returns a future";
      default -> isOfTheJdk(caller) ? adviseOnReference(caller, callers) : adviseOnMethod(caller);
    };
  }

  private static String adviseOnReference(StackFrame caller, List<StackFrame> callers) {
    String user =
        callers.stream()
            .filter(frame -> !isOfTheJdk(frame))
            .findFirst()
            .map(frame -> " in " + method(frame) + place(frame))
            .orElse("");
    return "Async::await was called as a method reference"
        + user
        + ", by "
        + method(caller)
        + ", which cannot pause. Await in a loop instead, or await the gather of all stages";
  }

  private static String adviseOnMethod(StackFrame caller) {
    boolean isLambda = caller.getMethodName().startsWith("lambda$");
    return "await in "
        + method(caller)
        + place(caller)
        + ", which was not made async. Is the class instrumented? Add async-maven-plugin to its"
        + " build (it works in the phase process-classes, after compile), or start Java with"
        + " -javaagent: and the path of the jar of dev.fermata:async-agent, or call"
        + " AsyncAgent.install() before the method is called. Is the "
        + (isLambda ? "lambda" : "method")
        + " fit? It must return CompletionStage, CompletableFuture, Task or a subclass of"
        + " CompletableFuture, and must not be synchronized nor await while it holds a monitor";
  }

  private static String method(StackFrame frame) {
    return frame.getClassName() + "." + frame.getMethodName();
  }

  private static String place(StackFrame frame) {
    return " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")";
  }

  private static boolean isOfTheJdk(StackFrame frame) {
    return frame.getClassName().startsWith("java.") || frame.getClassName().startsWith("jdk.");
  }
}
