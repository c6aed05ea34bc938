package dev.fermata.async.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * The stack trace of a failure that has crossed awaits.
 *
 * <pre>
 *   shop.Bank.decrement(Bank.java:40)           where it was thrown, as ever,
 *   shop.Shop.check(Shop.java:12)               up to the method that the loop resumed
 *   await//shop.Shop.buy(Shop.java:21)          the awaits that it crosses, the innermost first
 *   await//shop.Till.open(Till.java:9)
 *   dev.fermata.async.EventLoop.run(..)         who runs the loop
 *   shop.Main.main(Main.java:5)
 * </pre>
 *
 * <p>Awaits are told from calls by the name of their class loader, which {@link
 * StackTraceElement#toString} prints first.
 */
public final class AsyncStackTrace {

  /** In place of the name of a class loader. */
  public static final String AWAIT = "await";

  /** Awaits in one trace at most: a chain may be as long as memory allows. */
  public static final int MAX_AWAITS = 256;

  private static final String RUNTIME = "dev.fermata.async.";

  /** Who resumes user code. What lies below on the stack is not how the program came there. */
  private static final Set<String> RESUMING =
      Set.of("SuspendedCall.resume", "ReadyQueue.runOne", "BlockingTask.run");

  /** How the runtime begins a body. */
  private static final Set<String> BEGINNING = Set.of("LoopRun", "SpawnedTask");

  private static final String MACHINE = "async$";

  private AsyncStackTrace() {}

  /** An await at {@code position}. */
  private static StackTraceElement await(StackTraceElement position) {
    return new StackTraceElement(
        AWAIT,
        null,
        null,
        position.getClassName(),
        sourceName(position.getMethodName()),
        position.getFileName(),
        position.getLineNumber());
  }

  /**
   * Adds {@code awaits} to the trace of {@code failure}, unless the first of them stands there
   * already. Does nothing to a failure without a stack trace.
   *
   * @param awaits the innermost first; asked for no more than there is room for
   */
  public static void extend(Throwable failure, Iterator<StackTraceElement> awaits) {
    synchronized (failure) { // several tasks may get it at the same time
      StackTraceElement[] trace = failure.getStackTrace();
      if (trace.length == 0 || !awaits.hasNext()) {
        return;
      }
      int first = indexOfAwait(trace);
      int last = first;
      while (last < trace.length && isAwait(trace[last])) {
        last++;
      }
      List<StackTraceElement> known = Arrays.asList(trace).subList(first, last);
      StackTraceElement innermost = await(awaits.next());
      if (known.size() < MAX_AWAITS && !known.contains(innermost)) {
        failure.setStackTrace(extended(trace, first, last, innermost, awaits));
      }
    }
  }

  /**
   * Leaves out the runtime from the trace of {@code failure} that comes out of a loop. Does nothing
   * to one that has crossed awaits: that is done already.
   */
  public static void leaveLoop(Throwable failure) {
    synchronized (failure) {
      StackTraceElement[] trace = failure.getStackTrace();
      int resumed = indexOfResumption(trace);
      if (indexOfAwait(trace) < trace.length
          || resumed == trace.length
          || isAllOfTheRuntime(trace, resumed)) {
        return;
      }
      var program = new ArrayList<StackTraceElement>(trace.length);
      addWithSourceNames(trace, resumed, program);
      program.addAll(Arrays.asList(trace).subList(indexOfLoop(trace, resumed), trace.length));
      failure.setStackTrace(program.toArray(StackTraceElement[]::new));
    }
  }

  /** The part of a loop's {@code stack} that belongs to the callback that it runs now. */
  public static StackTraceElement[] ofCallback(StackTraceElement[] stack) {
    int resumed = indexOfResumption(stack);
    if (resumed == stack.length || isAllOfTheRuntime(stack, resumed)) {
      return stack;
    }
    var callback = new ArrayList<StackTraceElement>(resumed);
    addWithSourceNames(stack, resumed, callback);
    return callback.toArray(StackTraceElement[]::new);
  }

  private static StackTraceElement[] extended(
      StackTraceElement[] trace,
      int first,
      int last,
      StackTraceElement innermost,
      Iterator<StackTraceElement> awaits) {
    var extended = new ArrayList<StackTraceElement>(trace.length + 8);
    int base = last;
    if (first == last) { // the first await: what stands there is as the JVM wrote it
      int resumed = indexOfResumption(trace);
      if (resumed == trace.length || !isAllOfTheRuntime(trace, resumed)) {
        addWithSourceNames(trace, resumed, extended);
      }
      base = indexOfLoop(trace, resumed);
    } else {
      extended.addAll(Arrays.asList(trace).subList(0, last));
    }
    extended.add(innermost);
    for (int room = MAX_AWAITS - (last - first) - 1; room > 0 && awaits.hasNext(); room--) {
      extended.add(await(awaits.next()));
    }
    extended.addAll(Arrays.asList(trace).subList(base, trace.length));
    return extended.toArray(StackTraceElement[]::new);
  }

  /** Whether {@code failure} was thrown in {@code frame}, or in what that called. */
  public static boolean comesThrough(StackTraceElement frame, Throwable failure) {
    String source = sourceName(frame.getMethodName());
    for (StackTraceElement element : failure.getStackTrace()) {
      if (element.getClassName().equals(frame.getClassName())
          && (element.getMethodName().equals(frame.getMethodName())
              || element.getMethodName().equals(source))) {
        return true;
      }
    }
    return false;
  }

  public static boolean isAwait(StackTraceElement element) {
    return AWAIT.equals(element.getClassLoaderName());
  }

  private static int indexOfAwait(StackTraceElement[] trace) {
    int i = 0;
    while (i < trace.length && !isAwait(trace[i])) {
      i++;
    }
    return i;
  }

  /** Where the trace leaves the program for the runtime that resumed it. */
  private static int indexOfResumption(StackTraceElement[] trace) {
    int i = 0;
    while (i < trace.length && !isResumption(trace[i])) {
      i++;
    }
    return i;
  }

  /** Whether here the runtime calls a method that it resumes. */
  public static boolean isResumption(StackTraceElement element) {
    String name = element.getClassName();
    return name.startsWith(RUNTIME)
        && RESUMING.contains(name.substring(RUNTIME.length()) + "." + element.getMethodName());
  }

  /** As with a timeout: nobody's code threw it. */
  private static boolean isAllOfTheRuntime(StackTraceElement[] trace, int end) {
    return Arrays.stream(trace, 0, end)
        .map(StackTraceElement::getClassName)
        .allMatch(name -> name.startsWith(RUNTIME) || name.startsWith("java.util.concurrent."));
  }

  /** Where the trace, below {@code resumed}, leaves the runtime for the one who runs the loop. */
  private static int indexOfLoop(StackTraceElement[] trace, int resumed) {
    int i = trace.length;
    for (int at = resumed; at < trace.length; at++) {
      if (trace[at].getClassName().equals(RUNTIME + "EventLoop")
          && trace[at].getMethodName().equals("run")) {
        i = at;
      }
    }
    return i;
  }

  /** State machines under the names of their methods, without the way into them. */
  private static void addWithSourceNames(
      StackTraceElement[] trace, int resumed, List<StackTraceElement> target) {
    int end = resumed;
    while (end > 0 && isBeginning(trace[end - 1])) {
      end--;
    }
    for (int i = 0; i < end; i++) {
      StackTraceElement element = trace[i];
      String method = element.getMethodName();
      if (!method.startsWith(MACHINE)) {
        if (!element.getClassName().contains("$$Lambda")) { // hidden, but for Thread.getStackTrace
          target.add(renamed(element, method));
        }
      } else if (!method.contains("$resume")) {
        String source = sourceName(method);
        target.add(renamed(element, source));
        if (i + 1 < end && isEntry(trace[i + 1], element, source)) {
          i++;
        }
      }
    }
  }

  private static boolean isBeginning(StackTraceElement element) {
    String name = element.getClassName();
    return name.startsWith(RUNTIME) && BEGINNING.contains(name.substring(RUNTIME.length()));
  }

  public static boolean isMachine(String method) {
    return method.startsWith(MACHINE) && !method.contains("$resume");
  }

  /** {@code buy} for {@code async$buy}, and for {@code async$buy$1} where that name was taken. */
  static String sourceName(String machine) {
    String name = machine.startsWith(MACHINE) ? machine.substring(MACHINE.length()) : machine;
    return name.startsWith("lambda$") ? name : name.replaceFirst("\\$\\d+$", "");
  }

  private static boolean isEntry(
      StackTraceElement element, StackTraceElement machine, String source) {
    return element.getMethodName().equals(source)
        && element.getClassName().equals(machine.getClassName())
        && element.getLineNumber() < 0;
  }

  /**
   * As exceptions print it: no names of the JVM's own class loaders, no versions of its modules.
   */
  private static StackTraceElement renamed(StackTraceElement element, String method) {
    String loader = element.getClassLoaderName();
    String module = element.getModuleName();
    boolean isOfTheJdk =
        module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    return new StackTraceElement(
        "app".equals(loader) || "platform".equals(loader) ? null : loader,
        module,
        isOfTheJdk ? null : element.getModuleVersion(),
        element.getClassName(),
        method,
        element.getFileName(),
        element.getLineNumber());
  }
}
