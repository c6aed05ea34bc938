package dev.fermata.demo.census;

import dev.fermata.demo.timeline.TimelineRecorder;
import dev.fermata.pipeline.Pipeline;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The census as a pipeline.
 *
 * <pre>
 *                list -----> read -----> parse -----> aggregate -----> merge -----> sums of
 *   modules      files       bytes       findings     batches          a batch      each batch
 *                of one                               of 256
 *   at a time    1           N           processors   1                1
 * </pre>
 */
public final class CensusRun implements AutoCloseable {
  private static final int BATCH = 256;

  /** Stages that only hand on. */
  private static final Set<String> PLUMBING = Set.of("source", "disaggregate");

  private final ExecutorService processors;
  private final TimelineRecorder recorder;
  private final Pipeline<Census> batches;

  /**
   * Starts nothing yet.
   *
   * @param window how much of the run, from its start, the timeline keeps
   */
  public CensusRun(CensusPlan plan, Duration window, Progress progress) {
    processors = Executors.newFixedThreadPool(plan.processors(), CensusRun::daemon);
    recorder = new TimelineRecorder(window, CensusRun::label);
    batches = pipeline(plan, new CensusStages(plan, processors, progress), recorder);
  }

  /** Runs the pipeline to its end. After a {@link #close} the report is that of a part. */
  public CensusResult result() {
    var census = new Census();
    for (Census batch : batches) {
      census.merge(batch);
    }
    var statistics = batches.statistics();
    return new CensusResult(
        census.report(), statistics.elapsed(), recorder.timeline(statistics).without(PLUMBING));
  }

  /** Stops the run if it goes on; from any thread. */
  @Override
  public void close() {
    try {
      batches.close();
    } finally {
      processors.shutdownNow();
    }
  }

  /** No stage may fail: what is wrong with a class file is a finding. */
  private static Pipeline<Census> pipeline(
      CensusPlan plan, CensusStages stages, TimelineRecorder recorder) {
    return Pipeline.from(plan.modules())
        .pipe("list", stages::list, stage -> stage.concurrency(1).maxFailures(0))
        .<ClassLocation>disaggregate()
        .pipe("read", stages::read, stage -> stage.concurrency(plan.concurrency()).maxFailures(0))
        .pipe("parse", stages::parse, stage -> stage.concurrency(plan.processors()).maxFailures(0))
        .aggregate(BATCH)
        .pipe("merge", stages::merge, stage -> stage.concurrency(1).maxFailures(0))
        .observe(recorder)
        .build();
  }

  private static String label(Object item) {
    if (item instanceof ClassLocation location) {
      return location.fileName();
    } else if (item instanceof Reading reading) {
      return reading.location().fileName();
    } else if (item instanceof List<?> batch) {
      return batch.size() + " classes";
    }
    return item.toString();
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "processor");
    thread.setDaemon(true);
    return thread;
  }
}
