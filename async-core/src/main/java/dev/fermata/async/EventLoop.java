package dev.fermata.async;

import dev.fermata.async.internal.Inbox;
import dev.fermata.async.internal.ShortSpin;
import dev.fermata.async.internal.Timers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks on one thread, a turn at a time: what is ready runs, in order, until it ends or
 * awaits; then timers that are due; and when nothing is left to do the thread sleeps until somebody
 * calls.
 *
 * <pre>{@code
 * // A loop on this thread, until the body is done:
 * int answer = EventLoop.run(() -> service.answer());
 *
 * // A loop on a thread of its own:
 * try (EventLoop loop = EventLoop.start("io")) {
 *   Task<Integer> answer = loop.spawn(() -> service.answer());
 *   ...
 * }
 * }</pre>
 *
 * <p>A callback that holds the loop for longer than 100 ms is reported once through slf4j, with its
 * stack; the system property {@code fermata.slowCallbackMillis} sets another threshold, 0 none.
 *
 * <p>{@link #execute}, {@link #spawn}, {@link #schedule} and {@link #close} may be called by any
 * thread. After the loop has ended they throw {@link RejectedExecutionException}.
 */
public final class EventLoop implements Executor, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);
  private static final ThreadLocal<@Nullable EventLoop> CURRENT = new ThreadLocal<>();

  private final String name;
  private final LoopClock clock;

  /** That of a hosted loop is there during its turns only. Each thread looks for itself only. */
  private volatile @Nullable Thread thread;

  /** Null for a loop that has a thread of its own. */
  private final @Nullable HostedRun hosted;

  // Confined to the loop's thread.
  private final Queue<Runnable> ready = new ArrayDeque<>();
  private final Timers<TimerTask> timers = new Timers<>();
  private final LiveCalls liveCalls = new LiveCalls();

  /** That of what belongs to no task. */
  private final TaskContext rootContext = TaskContext.rootOf(this);

  /** That of the step that runs; the root between steps. */
  private TaskContext context = rootContext;

  /** The loop in whose turn a turn of this one runs, which is hosted by it. */
  private @Nullable EventLoop outer;

  /** Whether the body has ended, and what is left is being cancelled. */
  private boolean ending;

  /** Whether everything is refused. */
  private boolean ended;

  // Shared with other threads.
  private final Inbox<Runnable> inbox = new Inbox<>();

  /** Confined to the loop's thread. */
  private final ShortSpin spin = new ShortSpin();

  private final AtomicInteger othersAtWork = new AtomicInteger();

  /** Set before the loop looks into its inbox for the last time and sleeps. */
  private volatile boolean sleeping;

  /** Actions begun so far. Written by the loop's thread alone, for its {@link LoopWatchdog}. */
  private final AtomicLong progress = new AtomicLong();

  /** Completed by {@link #close}: the body of a loop on its own thread awaits it. */
  private final CompletableFuture<@Nullable Void> closing = new CompletableFuture<>();

  /** Completed when the loop has come to its end. */
  private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();

  private EventLoop(String name, LoopClock clock, Thread thread) {
    this.name = name;
    this.clock = clock;
    this.thread = thread;
    this.hosted = null;
  }

  private EventLoop(String name, LoopClock clock, Executor host) {
    this.name = name;
    this.clock = clock;
    this.hosted = new HostedRun(this, host);
  }

  // ---- Entrances ----

  /**
   * Runs {@code body} on a loop on the calling thread and returns its value. Then cancels whatever
   * else still runs on the loop, and lets it clean up.
   *
   * <p>When the thread is interrupted, before or while the loop runs, the body is cancelled; after
   * its clean-up this throws {@code CancellationException} with the interrupt flag set.
   *
   * @param body called on the loop; its stage's failure is thrown as it is, checked or not
   * @return what the body's stage was completed with, may be null
   * @throws IllegalStateException when the calling thread runs a loop already
   */
  public static <T extends @Nullable Object> T run(Supplier<? extends CompletionStage<T>> body) {
    return run(body, LoopClock.system());
  }

  /** As {@link #run(Supplier)}, with a time of its own; for tests, a virtual one. */
  public static <T extends @Nullable Object> T run(
      Supplier<? extends CompletionStage<T>> body, LoopClock clock) {
    if (CURRENT.get() != null) {
      throw new IllegalStateException(
          "this thread runs an event loop already: await the stage, or spawn the body on "
              + CURRENT.get());
    }
    Thread thread = Thread.currentThread();
    var loop = new EventLoop(thread.getName(), clock, thread);
    loop.enter();
    try {
      return new LoopRun<>(loop, body).toTheEnd();
    } finally {
      loop.leave();
    }
  }

  /** Starts a loop on a daemon thread called {@code name}; {@link #close} ends it. */
  public static EventLoop start(String name) {
    return start(name, LoopClock.system());
  }

  /** As {@link #start(String)}, with a time of its own. */
  public static EventLoop start(String name, LoopClock clock) {
    var started = new CompletableFuture<EventLoop>();
    var thread = new Thread(() -> serve(name, clock, started), name);
    thread.setDaemon(true);
    thread.start();
    return started.join();
  }

  /**
   * A loop on one that exists already: Netty's, Vert.x's, Swing's. Its tasks run on the thread of
   * {@code host}, a turn at a time between the host's own work.
   *
   * <pre>{@code
   * EventLoop loop = EventLoop.over("ui", EventQueue::invokeLater);
   * loop.spawn(() -> loadAndShow(document));
   * }</pre>
   *
   * <p>It is the current loop during its turns only: what the host runs by itself spawns by {@link
   * #spawn(Supplier)} on this object. {@link #close} never waits, as the thread that calls it may
   * be the one that has to run the end; {@link #whenClosed} tells of it.
   *
   * @param name for logs and dumps
   * @param host runs what it is given later, never inside of {@code execute}; on one thread, or the
   *     tasks change threads from turn to turn. When it refuses, so does this loop
   */
  public static EventLoop over(String name, Executor host) {
    var loop = new EventLoop(name, LoopClock.system(), host);
    loop.sleeping = true;
    WatchdogThread.watch(loop);
    return loop;
  }

  private static void serve(String name, LoopClock clock, CompletableFuture<EventLoop> started) {
    var loop = new EventLoop(name, clock, Thread.currentThread());
    loop.enter();
    try {
      started.complete(loop);
      new LoopRun<@Nullable Void>(loop, () -> loop.closing).toTheEnd();
    } catch (CancellationException interrupted) {
      LOG.warn("event loop {} was interrupted and has ended", name);
    } finally {
      loop.leave();
    }
  }

  private void enter() {
    context = TaskContext.inheritedOn(this); // by the body: what the thread has
    CURRENT.set(this);
    WatchdogThread.watch(this);
  }

  void leave() {
    WatchdogThread.forget(this);
    refuseAll();
    CURRENT.remove();
    closed.complete(null);
  }

  /**
   * The loop that runs on the calling thread.
   *
   * @throws IllegalStateException when there is none
   */
  public static EventLoop current() {
    EventLoop current = CURRENT.get();
    if (current == null) {
      throw new IllegalStateException(
          "no event loop runs on thread "
              + Thread.currentThread().getName()
              + ": call this from EventLoop.run(..), or from a task spawned on"
              + " EventLoop.start(..)");
    }
    return current;
  }

  /**
   * The loop that runs on the calling thread, if there is one.
   *
   * <pre>{@code
   * Executor home = EventLoop.ifCurrent().<Executor>map(loop -> loop).orElse(Runnable::run);
   * }</pre>
   */
  public static Optional<EventLoop> ifCurrent() {
    return Optional.ofNullable(CURRENT.get());
  }

  static @Nullable EventLoop currentOrNull() {
    return CURRENT.get();
  }

  /**
   * Whether the calling thread is this loop's, and the loop has not ended: then what it is given
   * runs in a later turn of this thread.
   */
  public boolean isCurrent() {
    return Thread.currentThread() == thread && !ended;
  }

  // ---- Work ----

  /**
   * Starts {@code body} on this loop, in a later turn.
   *
   * @return a task that ends as the body's stage does; cancelled before it began, the body never
   *     runs
   */
  public <T extends @Nullable Object> Task<T> spawn(Supplier<? extends CompletionStage<T>> body) {
    return begin(new SpawnedTask<T>(this, null, body));
  }

  /**
   * As {@link #spawn(Supplier)}.
   *
   * @param name what the task is called in logs and dumps
   */
  public <T extends @Nullable Object> Task<T> spawn(
      String name, Supplier<? extends CompletionStage<T>> body) {
    return begin(new SpawnedTask<T>(this, name, body));
  }

  private <T extends @Nullable Object> Task<T> begin(SpawnedTask<T> task) {
    if (isCurrent()) {
      task.begin();
    } else {
      handOver(() -> beginOrRefuse(task));
    }
    return task;
  }

  private void beginOrRefuse(SpawnedTask<?> task) {
    if (ending) {
      task.refuse();
    } else {
      task.begin();
    }
  }

  /**
   * Runs {@code action} on this loop, in a later turn; what it throws is logged. Never waits: a
   * thread that hands over faster than the loop works holds itself back, with an {@link
   * AsyncSemaphore} for instance, or fills the memory.
   */
  @Override
  public void execute(Runnable action) {
    handOver(TaskContext.wrap(this, action));
  }

  /** As {@link #execute}, for what needs no context. */
  void handOver(Runnable action) {
    if (!offer(action)) {
      throw new RejectedExecutionException(this + " has ended");
    }
  }

  /**
   * Runs {@code action} on this loop once {@code delay} has passed.
   *
   * @return a task that ends when the action has run, and keeps it from running when cancelled
   */
  public Task<@Nullable Void> schedule(Duration delay, Runnable action) {
    var task = new TimerTask(this, delay, TaskContext.wrap(this, action));
    if (isCurrent()) {
      task.begin();
    } else {
      handOver(task::begin);
    }
    return task;
  }

  /** Hands over {@code action}; false when the loop has ended. */
  boolean offer(Runnable action) {
    if (isCurrent()) {
      ready.add(action);
      return true;
    }
    if (!inbox.add(action)) {
      return false;
    }
    if (hosted != null) {
      hosted.post();
    } else if (sleeping) {
      LockSupport.unpark(thread);
    }
    return true;
  }

  /** Has {@code call} run in a later turn, in the order in which what it awaits has ended. */
  void resume(SuspendedCall<?> call) {
    if (!offer(call)) {
      LOG.warn("{} has ended before {} could be resumed: it will never end", this, call);
    }
  }

  /**
   * Ends the loop: cancels what runs on it, lets it clean up, and waits until the loop's thread has
   * come to its end; called by that thread itself, it does not wait. Does nothing the second time.
   * A loop of {@link #run} ends with its body: this only waits for it. A loop {@link #over} another
   * is not waited for.
   */
  @Override
  public void close() {
    closing.complete(null);
    if (hosted != null) {
      if (!closed.isDone()) {
        hosted.post();
      }
    } else if (Thread.currentThread() != thread) { // also in its very last turn
      closed.join();
    }
  }

  /** Ends when this loop has come to its end, on its thread. */
  public CompletionStage<@Nullable Void> whenClosed() {
    return closed.minimalCompletionStage();
  }

  // ---- Diagnostics ----

  /**
   * The calls of async methods that run or are suspended on this loop, spawned or called, the
   * newest first. May be called by any thread, even while a callback holds the loop. The snapshot
   * is weakly consistent: it has every call that was there from its beginning to its end; a call
   * that began or ended meanwhile may be in it or not.
   *
   * <p>Other tasks, such as {@link Async#sleep} and {@link Async#gather}, are what these calls
   * await: see {@link #dump}.
   */
  public List<Task<?>> tasks() {
    return List.copyOf(liveCalls.snapshot());
  }

  /**
   * All {@link #tasks} as text, for people: who awaits whom, where, and what that is. By any
   * thread, and weakly consistent.
   *
   * <pre>
   * event loop io: 3 calls
   * checkout, WAITING
   *   at dev.shop.Shop.buy(Shop.java:21)
   *   at dev.shop.Bank.decrement(Bank.java:40)
   *   awaits sleep
   * </pre>
   */
  public String dump() {
    return TaskDump.of(this, liveCalls.snapshot());
  }

  // ---- The machinery, for LoopRun and for tasks on the loop's thread ----

  Timers<TimerTask> timers() {
    return timers;
  }

  LiveCalls liveCalls() {
    return liveCalls;
  }

  TaskContext context() {
    return context;
  }

  TaskContext rootContext() {
    return rootContext;
  }

  /** What runs from now on belongs to {@code entered}. */
  void enter(TaskContext entered) {
    context = entered;
  }

  long nanoTime() {
    return clock.nanoTime();
  }

  void register(SuspendedCall<?> call) {
    liveCalls.add(call);
  }

  void unregister(SuspendedCall<?> call) {
    liveCalls.remove(call);
  }

  /** Another thread begins to work for this loop. */
  void beginForeignWork() {
    othersAtWork.incrementAndGet();
  }

  /** It has ended, and its result is in the inbox. */
  void endForeignWork() {
    othersAtWork.decrementAndGet();
    if (sleeping && hosted == null) {
      LockSupport.unpark(thread); // a virtual clock may go on now
    }
  }

  /**
   * Runs all that is ready now. What becomes ready meanwhile waits for the next turn, so that
   * timers and other threads are heard after a bounded amount of work.
   */
  void turn() {
    inbox.drainTo(ready::add);
    if (!timers.isEmpty()) {
      long now = clock.nanoTime();
      for (Runnable due = timers.pollDue(now); due != null; due = timers.pollDue(now)) {
        ready.add(due);
      }
    }
    for (int i = ready.size(); i > 0; i--) {
      runOne(ready.remove());
    }
  }

  private void runOne(Runnable action) {
    progress.lazySet(progress.getPlain() + 1);
    try {
      action.run();
    } catch (Throwable failure) {
      LOG.error("an action on {} failed: {}", this, action, failure);
    }
    if (context != rootContext) {
      context = rootContext; // what it has set was its own
    }
  }

  /** Sleeps until there is work, unless there is some already or in a moment. */
  void idle() {
    if (!ready.isEmpty() || spin.until(() -> !inbox.isEmpty())) {
      return;
    }
    sleeping = true;
    // Before the inbox: whoever is not at work any more has put the result of that work there.
    boolean othersWork = othersAtWork.get() > 0;
    if (inbox.isEmpty()) {
      long nanos = timers.isEmpty() ? Long.MAX_VALUE : timers.nanosUntilFirst(clock.nanoTime());
      if (nanos > 0) {
        clock.idle(nanos, othersWork);
      }
    }
    sleeping = false;
    WatchdogThread.loopWorks();
  }

  /** For the watchdog, which sees a loop that does not progress while it is not asleep. */
  boolean isSleeping() {
    return sleeping;
  }

  long progress() {
    return progress.get();
  }

  StackTraceElement[] stack() {
    Thread runner = thread;
    return runner == null ? new StackTraceElement[0] : runner.getStackTrace();
  }

  // ---- For HostedRun ----

  /** The calling thread is this loop's until {@link #endTurn}. */
  void beginTurn() {
    thread = Thread.currentThread();
    outer = CURRENT.get();
    CURRENT.set(this);
    sleeping = false;
    WatchdogThread.loopWorks();
  }

  void endTurn() {
    sleeping = true;
    if (outer == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(outer);
      outer = null;
    }
    thread = null;
  }

  boolean isReady() {
    return !ready.isEmpty();
  }

  boolean hasMail() {
    return !inbox.isEmpty();
  }

  boolean isClosing() {
    return closing.isDone();
  }

  // ---- The end ----

  /** From now on, what other threads spawn does not begin any more. */
  void beginToEnd() {
    ending = true;
  }

  /** Refuses everything from now on, and runs for the last time what was accepted before. */
  void end() {
    timers.pollAll().forEach(timer -> timer.cancel(false));
    refuseAll();
    turn();
  }

  private void refuseAll() {
    inbox.close(ready::add);
    ended = true;
  }

  @Override
  public String toString() {
    return "event loop " + name;
  }
}
