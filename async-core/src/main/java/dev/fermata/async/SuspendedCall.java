package dev.fermata.async;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The life of a suspended call: it waits, is woken, runs on, is cancelled, ends.
 *
 * <pre>
 *   suspendAt(stage) --> stage ends --> wake() --> run() --> body.resume() --+--> suspendAt(..) again
 *                                         |                                 |
 *                          on a loop: through its ready queue               +--> finish(returned stage)
 *                          without one: on the completing thread
 * </pre>
 *
 * <p>Its only direct subclass is {@link Continuation}, which is what emitted code sees of it.
 */
abstract class SuspendedCall<T extends @Nullable Object> extends Task<T>
    implements Runnable, BiConsumer<Object, Throwable>, TaskWaiter, CancelRelay {

  private static final VarHandle AWAITED;
  private static final VarHandle CANCEL_PENDING;

  static {
    try {
      var lookup = MethodHandles.lookup();
      AWAITED = lookup.findVarHandle(SuspendedCall.class, "awaited", CompletableFuture.class);
      CANCEL_PENDING = lookup.findVarHandle(SuspendedCall.class, "cancelPending", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** State of a call whose body has ended. */
  private static final short GONE = Short.MIN_VALUE;

  /** Calls that diagnostics follow at most. */
  private static final int LONGEST_WALK = 1 << 20;

  /** What a state machine returns whose task has been completed already. */
  static final CompletableFuture<@Nullable Object> ENDED = new CompletableFuture<>();

  // Written by the thread that runs the call, and read by the next one that does; the completion of
  // the awaited stage, or the loop's queue, orders them.

  /** Shared by all calls of a method: it holds nothing that an ended call would keep alive. */
  private final Body body;

  /** With the loop that the call is suspended on; null as long as it has only been off loops. */
  private @Nullable TaskContext context;

  /**
   * The suspension point to resume at, or {@link #GONE}; its complement in a call that {@link
   * EaAsync} suspends, which is on no loop and resumes inside the completion of what it awaits.
   */
  private short state;

  /** Whether the body has returned, and what is awaited is the stage that it returned. */
  private boolean returned;

  /**
   * What the call is suspended at; null while it runs. Once it has ended, its {@link #giver}. On a
   * loop only the loop's thread looks at it. Without one it is published before {@link
   * #cancelPending} is read, while a cancel writes {@link #cancelPending} before it reads this: one
   * of them sees the other.
   */
  private volatile @Nullable CompletableFuture<?> awaited;

  /** Whether the next resumption throws a CancellationException; taken by compare-and-set. */
  private volatile boolean cancelPending;

  /** Neighbours among the live calls of the loop; confined to its thread. */
  @Nullable SuspendedCall<?> previous;

  @Nullable SuspendedCall<?> next;

  SuspendedCall(Body body) {
    this.body = body;
  }

  // ---- Waiting ----

  final int suspensionPoint() {
    return resumesInline() ? ~state : state;
  }

  /** Whether this call is that of a method which awaits by ea-async's await. */
  final boolean resumesInline() {
    return state < 0 && state != GONE;
  }

  /** Suspends the call until {@code stage} ends. Never throws. */
  final void suspendAt(CompletionStage<?> stage, int suspensionPoint) {
    state = (short) suspensionPoint;
    if (loop() == null) {
      bind();
    }
    await(stage, suspensionPoint);
  }

  /** Suspends the call until {@code stage} ends, as ea-async would have it. Never throws. */
  final void suspendInlineAt(CompletionStage<?> stage, int suspensionPoint) {
    state = (short) ~suspensionPoint;
    await(stage, suspensionPoint);
  }

  private void await(CompletionStage<?> stage, int suspensionPoint) {
    FlightRecords.suspended(this, stage, suspensionPoint);
    AbandonedCalls.suspended(this, suspensionPoint);
    waitFor(stage);
  }

  /** What was awaited, or a cancellation in its place. */
  final CompletableFuture<?> takeAwaited() {
    CompletableFuture<?> future = awaited;
    if (future == null) {
      throw new IllegalStateException("not suspended: " + this);
    }
    FailureTrace.resumed(this, future);
    AWAITED.setRelease(this, null);
    return cancelPending && takeCancel() ? cancelled(future) : future;
  }

  private static CompletableFuture<?> cancelled(CompletableFuture<?> stage) {
    giveBack(stage);
    return CompletableFuture.failedFuture(new CancellationException());
  }

  private @Nullable EventLoop loop() {
    TaskContext own = context;
    return own == null ? null : own.loop;
  }

  private void bind() {
    context = TaskContext.ofPausing();
    EventLoop owner = loop();
    if (owner != null) {
      owner.liveCalls().add(this);
    }
  }

  /** Gives the call its context before it is suspended for the first time. */
  final void belongTo(TaskContext own) {
    context = own;
  }

  /** Becomes a live call of the loop it belongs to, on its thread, and waits for {@code stage}. */
  final void begin(CompletableFuture<?> stage) {
    EventLoop owner = Objects.requireNonNull(loop(), "belongs to no loop");
    owner.liveCalls().add(this);
    publish(stage);
    owner.resume(this);
  }

  private void waitFor(CompletionStage<?> stage) {
    try {
      CompletableFuture<?> future = ForeignStage.adapt(stage);
      publish(future);
      if (cancelPending) {
        cancelHereOnArrival(future);
        if (awaited != future) {
          return; // given up already
        }
      }
      if (future instanceof Task<?> task) {
        if (!task.addWaiter(this)) {
          wake();
        }
      } else {
        future.whenComplete(this);
      }
    } catch (Throwable unfit) {
      publish(CompletableFuture.failedFuture(unfit));
      wake();
    }
  }

  /** A cancel that came while the call ran meets the stage that it now waits for. */
  private void cancelHereOnArrival(CompletableFuture<?> future) {
    if (future.cancel(true)) {
      takeCancel();
    } else if (!future.isDone() && loop() != null) {
      stopWaiting();
    }
  }

  private void publish(CompletableFuture<?> future) {
    if (loop() != null) {
      AWAITED.setRelease(this, future);
    } else {
      awaited = future;
    }
  }

  // ---- Cancellation ----

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    return isDone() ? isCancelled() : new CancelRequest(mayInterruptIfRunning).send(this);
  }

  /** What the call awaits; nobody when that is for another thread to ask, or the call runs. */
  @Override
  public List<? extends CompletableFuture<?>> cancelTargets() {
    CompletableFuture<?> future = loopElsewhere() != null || resumesInline() ? null : awaited;
    return future == null ? List.of() : List.of(future);
  }

  @Override
  public boolean cancelHandedOn(
      boolean taken, List<? extends CompletableFuture<?>> targets, boolean mayInterruptIfRunning) {
    if (resumesInline()) {
      return super.cancel(mayInterruptIfRunning);
    }
    EventLoop elsewhere = loopElsewhere();
    if (targets.isEmpty() && elsewhere != null) {
      return elsewhere.offer(() -> new CancelRequest(mayInterruptIfRunning).send(this));
    }
    if (!taken) {
      cancelRefused(targets, mayInterruptIfRunning);
    }
    return true; // if a target took it, its cancellation will arrive at the await
  }

  /** The loop that the call is on, unless this is its thread; null if it is on none. */
  final @Nullable EventLoop loopElsewhere() {
    EventLoop owner = loop();
    return owner != null && !owner.isCurrent() ? owner : null;
  }

  private void cancelRefused(
      List<? extends CompletableFuture<?>> refused, boolean mayInterruptIfRunning) {
    cancelPending = true;
    CompletableFuture<?> now = awaited;
    if (now == null || now.isDone()) {
      return; // the call runs, or is about to: it will find the request
    }
    boolean other = refused.stream().noneMatch(stage -> stage == now);
    if (other && now.cancel(mayInterruptIfRunning)) {
      takeCancel();
    } else if (loop() != null) {
      stopWaiting(); // what cannot be cancelled is no longer waited for
    }
  }

  /** Whether what is awaited is the stage that the body has returned. */
  final boolean hasReturned() {
    return returned;
  }

  /** The await throws, whatever becomes of the stage. */
  final void stopWaiting() {
    publish(CompletableFuture.failedFuture(new CancellationException()));
    takeCancel();
    wake();
  }

  /**
   * The result is there. When it did not come from the body, as with {@code orTimeout}, nobody
   * waits for the body any more, and it is cancelled.
   */
  @Override
  final void ended() {
    FlightRecords.ended(this);
    if (state == GONE) {
      bodyEnded();
    } else if (!resumesInline()) {
      new CancelRequest(true).send(this);
    }
  }

  /** Called when both the result is there and the body has ended, before any waiter is woken. */
  void bodyEnded() {}

  private boolean takeCancel() {
    return CANCEL_PENDING.compareAndSet(this, true, false);
  }

  // ---- Waking up ----

  /** Told by a future that is no task. */
  @Override
  public final void accept(@Nullable Object value, @Nullable Throwable failure) {
    wake();
  }

  /** Told by a task. */
  @Override
  public final void wake(Task<?> ended) {
    wake();
  }

  /** What is awaited has ended. */
  final void wake() {
    EventLoop owner = loop();
    if (owner == null) {
      Trampoline.run(this);
    } else if (returned && owner.isCurrent()) {
      Trampoline.run(this); // the end of the body's stage is the end of the task, without a turn
    } else {
      owner.resume(this);
    }
  }

  /** Runs the call on. Harmless when it is not, or no longer, waiting for what has ended. */
  @Override
  public final void run() {
    CompletableFuture<?> future = awaited;
    if (state == GONE || future == null || !future.isDone()) {
      return;
    }
    if (returned) {
      takeOver(future);
    } else if (TaskContext.isUsed() && !resumesInline()) {
      resumeInContext();
    } else {
      resume();
    }
  }

  private void resumeInContext() {
    TaskContext own = context;
    EventLoop owner = loop();
    if (own != null && owner != null && own.isRoot()) {
      own = TaskContext.copy(owner); // begun when there was nothing to keep apart
      context = own;
    }
    TaskContext.runIn(own, this::resume);
  }

  private void resume() {
    boolean onLoop = loop() != null;
    Object record = FlightRecords.resuming(this);
    try {
      CompletionStage<?> result = body.resume((Continuation<?>) this);
      if (result == this) {
        refuseToWaitForItself(onLoop);
      } else if (result != ENDED) {
        finish(result);
      }
    } catch (Throwable failure) {
      fail(failure);
    } finally {
      FlightRecords.resumed(record);
    }
  }

  /** Off loops another thread may have run the call on already: nobody can tell. */
  private void refuseToWaitForItself(boolean onLoop) {
    if (onLoop && awaited == null) {
      throw new IllegalStateException("a task returned itself: it would wait for its own end");
    }
  }

  private void finish(@Nullable CompletionStage<?> stage) {
    if (stage == null) {
      fail(Failure.nullInsteadOfStage(BodyLinkage.methodOf(body)));
    } else if (ForeignStage.isReady(stage)) {
      takeOver(ForeignStage.futureOf(stage));
    } else {
      returned = true;
      if (loop() == null && !resumesInline()) {
        bind();
      }
      waitFor(stage);
    }
  }

  @SuppressWarnings("unchecked")
  private void takeOver(CompletableFuture<?> ended) {
    if (hasFailed(ended)) {
      fail(resumesInline() ? Failure.layered(ended) : Failure.of(ended));
    } else if (cancelPending) {
      giveBack(ended);
      endCancelled();
    } else {
      Task<?> giver = giverOf(ended);
      end();
      AWAITED.setRelease(this, giver);
      if (!complete((T) valueOf(ended))) {
        giveBack(ended); // the result came from elsewhere, and before
      }
    }
  }

  private void fail(Throwable failure) {
    Throwable seen = resumesInline() ? Failure.asDependentsSee(failure) : failure;
    end();
    completeExceptionally(seen);
  }

  @Override
  final @Nullable Task<?> giver() {
    return state == GONE ? (Task<?>) awaited : null;
  }

  /** Ends the task with {@code value}, unless a cancel has come. */
  @SuppressWarnings("unchecked")
  final void endWith(@Nullable Object value) {
    if (cancelPending) {
      endCancelled();
    } else {
      end();
      complete((T) value);
    }
  }

  /** Ends the task cancelled, whatever its body wanted. */
  final void endCancelled() {
    end();
    completeExceptionally(new CancellationException());
  }

  /** Lets go of all that only a live call needs. */
  private void end() {
    state = GONE;
    AbandonedCalls.ended(this);
    AWAITED.setRelease(this, null);
    clearSlots();
    EventLoop owner = loop();
    if (owner != null) {
      owner.liveCalls().remove(this);
    }
    if (isDone()) {
      bodyEnded(); // the result came from elsewhere, and before
    }
  }

  abstract void clearSlots();

  final Body body() {
    return body;
  }

  // ---- Diagnostics: by any thread, while the call goes on; what they tell may be over ----

  @Override
  public String name() {
    return BodyLinkage.methodOf(body);
  }

  @Override
  public TaskPhase phase() {
    if (isDone()) {
      return super.phase();
    }
    CompletableFuture<?> future = awaited;
    if (future == null) {
      return TaskPhase.RUNNING;
    }
    return future.isDone() ? TaskPhase.READY : TaskPhase.WAITING;
  }

  @Override
  public Optional<AwaitSite> awaiting() {
    SuspendedCall<?> call = bodyInChain();
    CompletableFuture<?> stage = call.awaited;
    StackTraceElement position = call.position();
    return stage == null || position == null
        ? Optional.empty()
        : Optional.of(AwaitSite.of(position, stage));
  }

  /** The call whose own await this one waits for: itself, unless its body has returned a stage. */
  private SuspendedCall<?> bodyInChain() {
    SuspendedCall<?> call = this;
    int steps = 0;
    while (call.returned
        && call.awaited instanceof SuspendedCall<?> child
        && steps++ < LONGEST_WALK) { // a circle leads nowhere
      call = child;
    }
    return call;
  }

  @Override
  List<CompletableFuture<?>> members() {
    CompletableFuture<?> stage = awaited;
    return stage == null || state == GONE ? List.of() : List.of(stage);
  }

  /** The await of suspension point {@code point}. */
  final @Nullable StackTraceElement position(int point) {
    return BodyLinkage.position(body, point);
  }

  /** The await at which this very call waits; null when it waits at none. */
  @Override
  final @Nullable StackTraceElement position() {
    return awaited == null || returned || state == GONE
        ? null
        : BodyLinkage.position(body, suspensionPoint());
  }

  /** What this call is and where it waits. */
  final String describe() {
    return awaiting()
        .map(site -> name() + ", suspended at " + site.position())
        .orElseGet(() -> name() + ", " + this);
  }
}
