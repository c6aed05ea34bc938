package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;

import dev.fermata.async.EventLoop;
import dev.fermata.async.LoopClock;
import dev.fermata.async.TaskGroup;
import dev.fermata.pipeline.graph.PipelineGraph;
import dev.fermata.pipeline.stats.RunMeter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a graph, on an event loop with a daemon thread of its own. It begins when something is
 * first taken from it and ends by itself or at {@link #stop}. Any thread may call it.
 */
public final class PipelineRun {
  /** The sink's name among the queues. */
  public static final String SINK = "sink";

  private static final Logger LOG = LoggerFactory.getLogger(PipelineRun.class);
  private static final AtomicInteger RUNS = new AtomicInteger();

  private enum State {
    NEW,
    STARTED,
    STOPPED
  }

  private final String name = "pipeline-" + RUNS.incrementAndGet();
  private final long graceNanos;
  private final RunMeter meter;
  private final FailureLedger failures = new FailureLedger(name);
  private final ExecutorService threads = DaemonThreads.named(name + "-blocking");
  private final RunLoop loop;
  private final RunParts parts;
  private final LoopConsumption consumption;
  private final LiveControl control;
  private final Reporting reporting;
  private final BackgroundTasks background;
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Written under this, read by any thread. */
  private volatile State state = State.NEW;

  public PipelineRun(PipelineGraph graph, RunSettings settings) {
    graceNanos = TimeUnit.NANOSECONDS.convert(settings.grace());
    meter = settings.meter();
    LoopClock clock = settings.clock();
    background = new BackgroundTasks(graph.background(), failures);
    reporting = new Reporting(name, meter, settings.reports());
    Optional<LoopHost> host =
        LoopWork.isForAnyThread(graph, settings)
            ? Optional.of(new LoopHost(name))
            : Optional.empty();
    Executor blocking = clock == LoopClock.system() ? threads : new CountedThreads(threads);
    parts =
        RunAssembly.assemble(
            graph,
            new RunContext(
                name,
                meter,
                failures,
                new FailureBudget(graph.limits(), " of the whole pipeline"),
                graph.deadLetters(),
                blocking,
                new PassDepth(),
                clock,
                host));
    loop = new RunLoop(name, clock, host);
    consumption = new LoopConsumption(loop, parts.sink());
    control = new LiveControl(name, loop, parts.pipes());
  }

  /**
   * The next result, or a {@link Boundary} where there is none; starts the run if need be.
   *
   * @throws InterruptedException when nothing was taken
   */
  public Object take() throws InterruptedException {
    beginToTake();
    return result(parts.sink().take());
  }

  /**
   * As {@link #take()}.
   *
   * @throws TimeoutException when nothing was taken
   */
  public Object take(long nanos) throws InterruptedException, TimeoutException {
    beginToTake();
    return result(parts.sink().take(nanos));
  }

  /**
   * Waits until there is a result or a {@link Boundary}, and takes neither; starts the run if need
   * be. Whether it is a boundary.
   */
  public boolean awaitsBoundary() throws InterruptedException {
    beginToTake();
    return parts.sink().peek() instanceof Mark;
  }

  /**
   * Has results consumed on the loop, by a thread that does not change, up to the next boundary,
   * and waits for it; starts the run if need be. An action that throws has consumed its item, and
   * ends this alone.
   *
   * @throws InterruptedException when the boundary was not reached; nothing was taken in vain
   * @throws ExecutionException with what the action threw
   */
  public Boundary consumeOnLoop(Consumer<Object> action)
      throws InterruptedException, ExecutionException {
    beginToTake();
    return (Boundary) result(consumption.onOneThread(action));
  }

  /** As {@link #consumeOnLoop}, by whichever thread has the loop's turn. */
  public Boundary consumeInTurns(Consumer<Object> action)
      throws InterruptedException, ExecutionException {
    beginToTake();
    return (Boundary) result(consumption.inTurns(action));
  }

  private void beginToTake() {
    if (loop.isCurrent()) {
      throw new IllegalStateException(
          ("%s was asked for an item by its own loop, which would wait for itself: consume it on"
                  + " another thread, not in a stage's operation or in a consumer on the loop")
              .formatted(name));
    }
    start();
  }

  private Object result(Object item) throws InterruptedException {
    if (!(item instanceof Mark)) {
      return item;
    }
    if (!Mark.isEnd(item)) {
      return Boundary.EPOCH;
    }
    if (!failures.isEmpty()) {
      // So that who hears of a failure hears of all, and finds what is upstream cancelled.
      boolean unused = ended.await(graceNanos, TimeUnit.NANOSECONDS);
    }
    return Boundary.END;
  }

  public void start() {
    if (state == State.NEW) {
      startOnce();
    }
  }

  private synchronized void startOnce() {
    if (state == State.NEW) {
      meter.started();
      LiveRuns.add(this);
      EventLoop own = loop.start();
      state = State.STARTED;
      own.spawn(() -> runAll(own)).whenComplete((nothing, failure) -> end(failure));
    }
  }

  private CompletionStage<Void> runAll(EventLoop own) {
    reporting.start(own);
    return TaskGroup.run(this::runBesideBackground);
  }

  private CompletionStage<Void> runBesideBackground(TaskGroup beside) {
    background.start(beside, parts::cutShort);
    try {
      await(
          TaskGroup.run(
              stages -> {
                parts.start(stages);
                return StageRun.DONE;
              }));
    } finally {
      background.cancel();
    }
    return StageRun.DONE;
  }

  private void end(@Nullable Throwable unexpected) {
    if (unexpected != null && state != State.STOPPED) {
      failures.add(new StageFailure(name, "failed", unexpected));
    }
    LiveRuns.remove(this);
    meter.ended();
    reporting.end();
    parts.sink().end();
    threads.shutdown();
    ended.countDown();
    loop.close();
  }

  /**
   * Forgets what is not yet consumed, cancels what runs and interrupts what blocks, then waits for
   * all that to end, within the grace. Does nothing to a run that has ended.
   */
  public void stop() {
    beginToStop();
    if (loop.hasBegun() && !loop.isCurrent()) {
      awaitEnd(); // Also after its end, as a source may still be closing.
    }
  }

  /** As {@link #stop}, but waits for nothing. */
  void beginToStop() {
    synchronized (this) {
      state = State.STOPPED;
    }
    parts.sink().discard();
    if (!loop.hasBegun()) {
      threads.shutdown();
      return;
    }
    if (!loop.accepts(parts::cutShort)) {
      LOG.trace("{}: stopped after its end", name);
    }
  }

  /**
   * Lets that many operations of a stage be in flight from now on.
   *
   * @throws IllegalArgumentException when there is no such stage of operations
   */
  public void concurrency(String stage, int operations) {
    control.concurrency(stage, operations);
  }

  /** Lets no operation begin until {@link #resume}. */
  public void pause() {
    control.pause();
  }

  public void resume() {
    control.resume();
  }

  /** Nobody can consume it any more: stops what was begun and has not ended, and says so. */
  public void abandon() {
    if (state == State.STARTED && ended.getCount() > 0) {
      LOG.warn(
          "{} was neither consumed to its end nor closed, and nobody refers to it any more: it is"
              + " stopped; use try-with-resources",
          name);
    }
    if (state != State.STOPPED) {
      beginToStop();
    }
  }

  private void awaitEnd() {
    try {
      long deadline = System.nanoTime() + graceNanos;
      if (!ended.await(graceNanos, TimeUnit.NANOSECONDS)
          || !parts.awaitIdle(deadline - System.nanoTime())) {
        LOG.warn("{}: closed, but after {} ms it still runs: {}", name, graceMillis(), leftOver());
        consumption.leave();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long graceMillis() {
    return TimeUnit.NANOSECONDS.toMillis(graceNanos);
  }

  private String leftOver() {
    Stream<String> stages = parts.runningStages().map(this::leftOver);
    Stream<String> sources = parts.busySources().map("a read of source '%s'"::formatted);
    Stream<String> others = background.running().map("background task '%s'"::formatted);
    return Stream.concat(sources, Stream.concat(stages, others)).collect(Collectors.joining(", "));
  }

  private String leftOver(String stage) {
    long operations =
        meter.stages().stream()
            .filter(each -> each.name().equals(stage))
            .mapToLong(each -> each.started() - each.ended())
            .sum();
    return operations > 0
        ? "%d of stage '%s'".formatted(operations, stage)
        : "stage '%s'".formatted(stage);
  }

  /** What ended the run, the first failure first; empty while it runs, and when all went well. */
  public List<StageFailure> failures() {
    return failures.list();
  }

  public RunMeter meter() {
    return meter;
  }
}
