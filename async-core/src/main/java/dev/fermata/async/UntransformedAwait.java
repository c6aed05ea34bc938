package dev.fermata.async;

import java.lang.StackWalker.StackFrame;

/** What a call of await is told that nobody has rewritten. */
final class UntransformedAwait {

  private static final StackWalker STACK = StackWalker.getInstance();

  private UntransformedAwait() {}

  static IllegalStateException refuse() {
    String caller =
        STACK
            .walk(frames -> frames.skip(2).findFirst().map(UntransformedAwait::advise))
            .orElse("await must be called from an async method");
    return new IllegalStateException(caller);
  }

  private static String advise(StackFrame frame) {
    String method = frame.getClassName() + "." + frame.getMethodName();
    String place = " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")";
    if (frame.getMethodName().equals("<init>")) {
      return "await is not allowed in a constructor: "
          + frame.getClassName()
          + place
          + "; use a static factory method that returns a future";
    }
    if (frame.getMethodName().equals("<clinit>")) {
      return "await is not allowed in a static initialiser: "
          + frame.getClassName()
          + place
          + "; start the work in a method that returns a future";
    }
    return "await in "
        + method
        + place
        + ", which was not made async. Is the class instrumented? Start Java with"
        + " -javaagent:async-agent.jar, or call AsyncAgent.install() before the method is called, or"
        + " add async-maven-plugin to its build. Is the method fit? It must return CompletionStage,"
        + " CompletableFuture, Task or a subclass of CompletableFuture, and must not be synchronized"
        + " nor await while it holds a monitor";
  }
}
