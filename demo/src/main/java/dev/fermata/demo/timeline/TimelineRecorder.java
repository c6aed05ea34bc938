package dev.fermata.demo.timeline;

import dev.fermata.pipeline.PipelineObserver;
import dev.fermata.pipeline.PipelineStatistics;
import dev.fermata.pipeline.StageStatistics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Records a pipeline's operations. The timeline starts with the first of them.
 *
 * <pre>{@code
 * var recorder = new TimelineRecorder(Duration.ofSeconds(2), Object::toString);
 * try (var pipeline = Pipeline.from(uris).pipe(loader::fetch).observe(recorder).build()) {
 *   pipeline.forEach(sink);
 *   Files.writeString(file, TimelinePicture.of("Fetches", recorder.timeline(pipeline.statistics())));
 * }
 * }</pre>
 */
public final class TimelineRecorder implements PipelineObserver {
  private static final long UNSET = Long.MIN_VALUE;

  private final Duration window;
  private final Function<Object, String> labels;
  private final Map<String, OperationLog> stages = new ConcurrentHashMap<>();
  private final AtomicLong startNanos = new AtomicLong(UNSET);
  private final AtomicLong lastEnd = new AtomicLong();

  /**
   * Keeps the operations that begin within {@code window}, and the durations of all.
   *
   * @param labels what the picture shows of an operation's item
   */
  public TimelineRecorder(Duration window, Function<Object, String> labels) {
    this.window = window;
    this.labels = labels;
  }

  @Override
  public void operationStarted(Operation started) {
    startNanos.compareAndSet(UNSET, started.startNanos());
  }

  @Override
  public void operationEnded(Operation ended, long endNanos, @Nullable Throwable failure) {
    long start = ended.startNanos() - startNanos.get();
    long end = endNanos - startNanos.get();
    lastEnd.accumulateAndGet(end, Math::max);
    var log = log(ended.stage());
    log.add(end - start);
    if (start < window.toNanos()) {
      log.keep(new Span(ended.lane(), labels.apply(ended.item()), start, end));
    }
  }

  /** What was recorded up to now; the window ends with the run when the run was shorter. */
  public Timeline timeline(PipelineStatistics statistics) {
    long end = Math.max(1, Math.min(lastEnd.get(), window.toNanos()));
    return new Timeline(
        Duration.ofNanos(end), statistics.stages().stream().map(this::timeline).toList());
  }

  private StageTimeline timeline(StageStatistics stage) {
    var log = log(stage.stage());
    return new StageTimeline(stage, log.durations(), log.kept());
  }

  private OperationLog log(String stage) {
    return stages.computeIfAbsent(stage, name -> new OperationLog());
  }
}
