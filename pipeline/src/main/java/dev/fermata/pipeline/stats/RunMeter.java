package dev.fermata.pipeline.stats;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * All the numbers of one run. Its parts are added while the run is put together, by one thread;
 * after that any thread may read them.
 */
public final class RunMeter {
  private static final long NEVER = Long.MIN_VALUE;

  private final LongSupplier nanoTime;
  private final OperationListener listener;
  private final boolean timed;
  private final Optional<TimelineRecorder> timeline;
  private final List<StageMeter> stages = new ArrayList<>();
  private final List<QueueMeter> queues = new ArrayList<>();
  private Optional<QueueMeter> sink = Optional.empty();

  private volatile long started = NEVER;
  private volatile long ended = NEVER;

  /** Measures times. */
  public static RunMeter timed(LongSupplier nanoTime, OperationListener listener) {
    return new RunMeter(nanoTime, listener, true, Optional.empty());
  }

  /** Measures times, and has {@code recorder} among its listeners. */
  public static RunMeter recorded(
      LongSupplier nanoTime, OperationListener listener, TimelineRecorder recorder) {
    return new RunMeter(nanoTime, listener, true, Optional.of(recorder));
  }

  /** Counts, and never looks at a clock. */
  public static RunMeter counting() {
    return new RunMeter(() -> 0, Listeners.NONE, false, Optional.empty());
  }

  /** For a stage that nobody wants to see. */
  public static StageMeter unused() {
    return counting().addStage("unused", 1);
  }

  private RunMeter(
      LongSupplier nanoTime,
      OperationListener listener,
      boolean timed,
      Optional<TimelineRecorder> timeline) {
    this.nanoTime = nanoTime;
    this.listener = listener;
    this.timed = timed;
    this.timeline = timeline;
  }

  public StageMeter addStage(String name, int concurrency) {
    var meter = new StageMeter(name, concurrency, nanoTime, listener, timed);
    stages.add(meter);
    return meter;
  }

  public QueueMeter addQueue(String name, int capacity) {
    var meter = new QueueMeter(name, capacity, nanoTime, timed);
    queues.add(meter);
    return meter;
  }

  /** The queue from which consumers take: the last one, whenever it is added. */
  public QueueMeter addSink(String name, int capacity) {
    var meter = new QueueMeter(name, capacity, nanoTime, timed);
    sink = Optional.of(meter);
    return meter;
  }

  public void started() {
    queues().forEach(QueueMeter::started);
    started = nanoTime.getAsLong(); // Who sees it sees that they have begun, too.
  }

  public void ended() {
    ended = nanoTime.getAsLong();
  }

  /** When it began, in the time of its clock; empty before it did. */
  public OptionalLong startNanos() {
    long since = started;
    return since == NEVER ? OptionalLong.empty() : OptionalLong.of(since);
  }

  /** What takes down who ran when, where that was wanted. */
  public Optional<TimelineRecorder> timeline() {
    return timeline;
  }

  /** How long the run has taken up to now or to its end; 0 before it began or when not timed. */
  public long elapsedNanos() {
    long since = started;
    return since == NEVER ? 0 : nowOrEnd() - since;
  }

  /** How {@code queue} has spent its time up to now or to the end of the run. */
  public QueueTimes times(QueueMeter queue) {
    return queue.times(started == NEVER ? NEVER : nowOrEnd());
  }

  private long nowOrEnd() {
    long until = ended;
    return until == NEVER ? nanoTime.getAsLong() : until;
  }

  /** In the order in which an item passes them, the source first. */
  public List<StageMeter> stages() {
    return Collections.unmodifiableList(stages);
  }

  /** In the order in which an item passes them. */
  public List<QueueMeter> queues() {
    return Stream.concat(queues.stream(), sink.stream()).toList();
  }
}
