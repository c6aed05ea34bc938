package dev.fermata.transform.model;

/**
 * Why a method stays as it was.
 *
 * @param className binary name of the class, as in {@code dev.shop.Shop}
 * @param sourceFile name of its source file, or the class name when it does not tell
 * @param method name of the method
 * @param line source line of the cause, 0 when unknown
 * @param reason what stands against it, and the remedy
 * @param detail what else is known, may be empty
 */
public record Rejection(
    String className, String sourceFile, String method, int line, Reason reason, String detail) {

  /**
   * What can stand against a transformation, each with the remedy that its message tells. The two
   * that begin with {@code EA_ASYNC} are warnings only: the program does what it always did.
   */
  public enum Reason {
    CONSTRUCTOR(
        "await is not allowed in a constructor",
        "move it to a static factory method that returns a future"),
    STATIC_INITIALIZER(
        "await is not allowed in a static initialiser",
        "start the work in a method that returns a future"),
    SYNCHRONIZED_METHOD(
        "await is not allowed in a synchronized method",
        "drop synchronized and guard the state with an AsyncLock"),
    MONITOR_HELD(
        "await is not allowed while a monitor is held",
        "leave the synchronized block first, or use an AsyncLock"),
    NOT_A_FUTURE(
        "a method that awaits must return CompletionStage, CompletableFuture, Task, or a subclass"
            + " of CompletableFuture",
        "change the return type, or let the caller await; a lambda is a method of its own"),
    NO_DEFAULT_CONSTRUCTOR(
        "the CompletableFuture subclass that the method returns has no accessible constructor"
            + " without arguments",
        "add one, or return CompletableFuture"),
    METHOD_REFERENCE(
        "Async::await cannot be used as a method reference",
        "write a lambda or a method that returns a future and awaits in it"),
    NO_BODY(
        "@AsyncMethod on a native method has no effect",
        "drop the annotation, and annotate a Java method that calls the native one"),
    BOTH_AWAITS(
        "the method calls both dev.fermata.async.Async.await and com.ea.async.Async.await, which"
            + " throw and resume differently",
        "use one of them"),
    EA_ASYNC_BLOCKS(
        "await of ea-async blocks its thread here, as it does under ea-async",
        "return a CompletableFuture, and it suspends"),
    EA_ASYNC_METHOD_REFERENCE(
        "Async::await of ea-async, as a method reference, blocks its thread",
        "write a lambda that returns a CompletableFuture and awaits in it"),
    OLD_CLASS_FILE("the class file is older than Java 8", "compile it with --release 8 or later"),
    TOO_MANY_PARAMETERS(
        "the method has no room for one more parameter", "pass fewer, or pass one object"),
    TOO_LARGE(
        "the method would be larger than the 64 KB that a class file allows", "split the method"),
    TOO_MANY_CONSTANTS(
        "the class would need more than the 65,535 constants that a class file allows",
        "split the class"),
    NEVER_COMPILED(
        "with its awaits, the method has more than the 8,000 bytes of bytecode up to which HotSpot"
            + " compiles methods: it stays correct, and is interpreted for ever",
        "split the method"),
    NOT_VERIFIABLE(
        "the method cannot be analysed or its transformed code would not verify",
        "please report it, with the class file");

    private final String problem;
    private final String remedy;

    Reason(String problem, String remedy) {
      this.problem = problem;
      this.remedy = remedy;
    }

    /**
     * Problem and remedy in one line.
     *
     * @param detail what else is known, may be empty
     */
    public String explain(String detail) {
      return problem + (detail.isEmpty() ? "" : " (" + detail + ")") + "; " + remedy;
    }
  }

  /** As in {@code Shop.java:14: dev.shop.Shop.buy: await is ...; use an AsyncLock}. */
  public String message() {
    return sourceFile
        + ":"
        + (line > 0 ? line + ":" : "")
        + " "
        + className
        + "."
        + method
        + ": "
        + explanation();
  }

  /** What stands against it and what to do, for whoever shows the place in another way. */
  public String explanation() {
    return reason.explain(detail);
  }
}
