package dev.fermata.async;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
 * <p>After each batch of some hundred actions the loop looks at timers and at what other threads
 * have handed over, and a loop {@link #over} another lets that one run: tasks that are always ready
 * starve nobody.
 *
 * <p>A callback that holds the loop for longer than 100 ms is reported once through slf4j, with its
 * stack; the system property {@code fermata.slowCallbackMillis} sets another threshold, 0 none.
 *
 * <p>{@link #execute}, {@link #spawn}, {@link #schedule} and {@link #close} may be called by any
 * thread. After the loop has ended they throw {@link RejectedExecutionException}.
 */
public final class EventLoop implements Executor, AutoCloseable {

  private final String name;
  private final LoopClock clock;
  private final LoopThread thread;
  private final ReadyQueue queue;

  /** Null for a loop that has a thread of its own. */
  private final @Nullable HostedRun hosted;

  private final LoopEnd end;

  // Confined to the loop's thread.
  private final LiveCalls liveCalls = new LiveCalls();

  /** That of what belongs to no task. */
  private final TaskContext rootContext = TaskContext.rootOf(this);

  /** That of the step that runs; the root between steps. */
  private TaskContext context = rootContext;

  /** On {@code thread}, or else on a host. */
  EventLoop(
      String name,
      LoopClock clock,
      @Nullable Thread thread,
      @Nullable Function<EventLoop, HostedRun> hosted) {
    this.name = name;
    this.clock = clock;
    this.thread = new LoopThread(this, thread);
    this.queue = new ReadyQueue(this, clock);
    this.hosted = hosted == null ? null : hosted.apply(this);
    this.end = new LoopEnd(this, this.hosted);
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
    return LoopStart.onCallingThread(body, clock);
  }

  /** Starts a loop on a daemon thread called {@code name}; {@link #close} ends it. */
  public static EventLoop start(String name) {
    return start(name, LoopClock.system());
  }

  /** As {@link #start(String)}, with a time of its own. */
  public static EventLoop start(String name, LoopClock clock) {
    return LoopStart.onThreadOfItsOwn(name, clock);
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
   * <p>The host may have several threads: turns never overlap, each sees what the ones before it
   * did, and {@link #isCurrent} is true on the thread of the turn that runs. But {@code
   * ThreadLocal}s then change from turn to turn, and so do the libraries that rest on them.
   *
   * <p>The host is to outlive the loop. When it has once refused a turn, or has terminated and
   * dropped one, the loop does not run any more: that is logged with the calls that will never end,
   * whatever is handed over afterwards is refused with the reason, and {@link #whenClosed} fails
   * with it. A bounded pool that refuses when it is busy is therefore no host; and of an executor
   * that is no {@code ExecutorService} and drops a turn in silence nobody hears.
   *
   * @param name for logs and dumps
   * @param host runs what it is given later, never inside of {@code execute}
   */
  public static EventLoop over(String name, Executor host) {
    return LoopStart.onHost(name, loop -> new HostedRun(loop, host));
  }

  /**
   * The loop that runs on the calling thread.
   *
   * @throws IllegalStateException when there is none
   */
  public static EventLoop current() {
    EventLoop current = LoopThread.currentLoop();
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
    return Optional.ofNullable(LoopThread.currentLoop());
  }

  /**
   * Whether the calling thread is this loop's, and the loop has not ended: then what it is given
   * runs in a later turn of this thread.
   */
  public boolean isCurrent() {
    return thread.isCurrentAndAtWork();
  }

  // ---- Work ----

  /**
   * Starts {@code body} on this loop, in a later turn.
   *
   * @return a task that ends as the body's stage does; cancelled before it began, the body never
   *     runs
   */
  public <T extends @Nullable Object> Task<T> spawn(Supplier<? extends CompletionStage<T>> body) {
    return new SpawnedTask<T>(this, null, body).beginOn(this);
  }

  /**
   * As {@link #spawn(Supplier)}.
   *
   * @param name what the task is called in logs and dumps
   */
  public <T extends @Nullable Object> Task<T> spawn(
      String name, Supplier<? extends CompletionStage<T>> body) {
    return new SpawnedTask<T>(this, name, body).beginOn(this);
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
      throw end.refusal();
    }
  }

  /**
   * Runs {@code action} on this loop once {@code delay} has passed.
   *
   * @return a task that ends when the action has run, and keeps it from running when cancelled
   */
  public Task<@Nullable Void> schedule(Duration delay, Runnable action) {
    return new TimerTask(this, delay, TaskContext.wrap(this, action)).beginOnLoop();
  }

  /** Hands over {@code action}; false when the loop has ended. */
  boolean offer(Runnable action) {
    if (isCurrent()) {
      queue.add(action);
      return true;
    }
    if (!queue.handOver(action)) {
      return false;
    }
    if (hosted != null) {
      return hosted.post();
    }
    thread.wake();
    return true;
  }

  /** Has {@code call} run in a later turn, in the order in which what it awaits has ended. */
  void resume(SuspendedCall<?> call) {
    if (!offer(call)) {
      end.reportTooLate(call);
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
    end.request();
  }

  /**
   * Ends when this loop has come to its end, on its thread. Fails with {@link
   * RejectedExecutionException} when the executor that it is {@link #over} does not run it any
   * more.
   */
  public CompletionStage<@Nullable Void> whenClosed() {
    return end.whenReached();
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

  /** A thread begins to run this loop. */
  void enter() {
    context = TaskContext.inheritedOn(this); // by the body: what the thread has
    thread.enter();
    WatchdogThread.watch(this);
  }

  LoopEnd end() {
    return end;
  }

  ReadyQueue queue() {
    return queue;
  }

  LoopThread thread() {
    return thread;
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

  /** What runs from now on, until the end of the step, belongs to {@code entered}. */
  void enter(TaskContext entered) {
    context = entered;
  }

  /** Called after each action. */
  void endStep() {
    if (context != rootContext) {
      context = rootContext; // what it has set was its own
    }
  }

  /** Sleeps until there is work, unless there is some already. */
  void idle() {
    thread.idle(queue, clock);
  }

  @Override
  public String toString() {
    return "event loop " + name;
  }
}
