package dev.fermata.async;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a suspended call belongs: its loop, and the values of {@link AsyncLocal}s, shared by all
 * calls of a task. The loop installs it around each step of the task; off loops, whoever resumes
 * the call does.
 *
 * <p>On a loop it is confined to the thread that runs the task. Off loops its calls may run on
 * several threads at once, and a call may run on elsewhere before it has returned here: what a call
 * needs there is in its context before it waits, and nothing is written to it afterwards.
 *
 * <p>As long as no program uses {@link AsyncLocal} or {@link CarriedState}, there is one context
 * for each loop, its root, and nothing is installed. The root is never written to.
 */
final class TaskContext {

  /** That of a thread that runs no loop. */
  private static final ThreadLocal<@Nullable TaskContext> OF_THREAD = new ThreadLocal<>();

  private static final CarriedStates CARRIED = new CarriedStates();

  /** Set once and for all. A thread that could miss a value set elsewhere sees this set, too. */
  private static volatile boolean used;

  final @Nullable EventLoop loop;

  /** Never changed, but replaced: copies share it. Volatile for calls off loops. */
  private volatile Map<AsyncLocal<?>, @Nullable Object> values;

  /** As of when the task paused; null when nothing was carried then. Volatile as the values. */
  private volatile @Nullable Object @Nullable [] carried;

  private TaskContext(
      @Nullable EventLoop loop,
      Map<AsyncLocal<?>, @Nullable Object> values,
      @Nullable Object @Nullable [] carried) {
    this.loop = loop;
    this.values = values;
    this.carried = carried;
  }

  static TaskContext rootOf(EventLoop loop) {
    return new TaskContext(loop, Map.of(), null);
  }

  // ---- In use or not ----

  static void use() {
    used = true;
  }

  static boolean isUsed() {
    return used;
  }

  static void carry(CarriedState<?> state) {
    CARRIED.add(state);
    used = true;
  }

  // ---- The current one ----

  /** That of the calling thread; null on a thread that runs no loop and has none. */
  static @Nullable TaskContext current() {
    EventLoop loop = LoopThread.currentLoop();
    return loop != null ? loop.context() : used ? OF_THREAD.get() : null;
  }

  /** For a call that is about to wait, and off loops, whatever it has to find again. */
  static @Nullable TaskContext ofPausing() {
    TaskContext context = current();
    if (!used || LoopThread.currentLoop() != null) {
      return context;
    }
    if (context == null) {
      return copy(null);
    }
    context.carried = CARRIED.capture();
    return context;
  }

  /** The current one, or a new one in place of one that all share. */
  static TaskContext toWriteTo() {
    TaskContext context = current();
    if (context == null || context.isRoot()) {
      context = copy(LoopThread.currentLoop());
      install(context);
    }
    return context;
  }

  /** For what is about to begin on {@code loop}: a copy of the current one. */
  static TaskContext copy(@Nullable EventLoop loop) {
    TaskContext context = current();
    return new TaskContext(loop, context == null ? Map.of() : context.values, CARRIED.capture());
  }

  /** As {@link #copy}, or the root as long as nobody could tell the difference. */
  static TaskContext inheritedOn(EventLoop loop) {
    return used ? copy(loop) : loop.rootContext();
  }

  /** {@code action} with a copy of the current context; itself, if that makes no difference. */
  static Runnable wrap(@Nullable EventLoop loop, Runnable action) {
    if (!used) {
      return action;
    }
    TaskContext context = copy(loop);
    return () -> context.run(action);
  }

  boolean isRoot() {
    return loop != null && loop.rootContext() == this;
  }

  // ---- Values ----

  @Nullable Object get(AsyncLocal<?> variable, @Nullable Object initial) {
    Object value = values.get(variable);
    return value != null || values.containsKey(variable) ? value : initial;
  }

  void put(AsyncLocal<?> variable, @Nullable Object value) {
    var copy = new HashMap<AsyncLocal<?>, @Nullable Object>(values);
    copy.put(variable, value);
    values = copy;
  }

  // ---- Steps ----

  /** Runs a step of a task; {@code context} is null for a call that has none. */
  static void runIn(@Nullable TaskContext context, Runnable step) {
    TaskContext entered = context == null ? new TaskContext(null, Map.of(), null) : context;
    entered.run(step);
  }

  <R extends @Nullable Object> R call(Supplier<R> body) {
    var result = new Object[1];
    run(() -> result[0] = body.get());
    @SuppressWarnings({"unchecked", "NullAway"}) // null only where R allows it
    R value = (R) result[0];
    return value;
  }

  void run(Runnable step) {
    TaskContext outer = current();
    if (outer == this) {
      step.run();
      return;
    }
    @Nullable Object @Nullable [] ofThread = CARRIED.capture();
    TaskContext inner = on(LoopThread.currentLoop());
    install(inner);
    CARRIED.restore(inner.carried);
    try {
      step.run();
    } finally {
      if (inner.loop != null) {
        inner.carried = CARRIED.capture();
      }
      if (inner != this && !isRoot()) {
        values = inner.values;
        carried = inner.carried;
      }
      install(outer);
      CARRIED.restore(ofThread);
    }
  }

  /** This one, or if its task has come from elsewhere, one with the same values. */
  private TaskContext on(@Nullable EventLoop current) {
    return loop == current && !isRoot() ? this : new TaskContext(current, values, carried);
  }

  private static void install(@Nullable TaskContext context) {
    EventLoop loop = LoopThread.currentLoop();
    if (loop != null) {
      loop.enter(context == null ? loop.rootContext() : context);
    } else if (context == null) {
      OF_THREAD.remove();
    } else {
      OF_THREAD.set(context);
    }
  }
}
