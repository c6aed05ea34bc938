package dev.fermata.pipeline;

import dev.fermata.pipeline.stats.QueueMeter;
import dev.fermata.pipeline.stats.RunMeter;
import dev.fermata.pipeline.stats.StageMeter;
import java.time.Duration;

/** Reads the meters of a run into records. */
final class StatisticsReading {
  private final long elapsedNanos;

  private StatisticsReading(long elapsedNanos) {
    this.elapsedNanos = elapsedNanos;
  }

  static PipelineStatistics of(RunMeter run) {
    var reading = new StatisticsReading(run.elapsedNanos());
    return new PipelineStatistics(
        Duration.ofNanos(reading.elapsedNanos),
        run.stages().stream().map(reading::stage).toList(),
        run.queues().stream().map(reading::queue).toList());
  }

  private StageStatistics stage(StageMeter meter) {
    // Ended before started: what begins and ends in between is never seen as negative in flight.
    long dropped = meter.dropped();
    long failed = meter.failed();
    long ended = meter.ended();
    return new StageStatistics(
        meter.name(),
        meter.concurrency(),
        meter.started(),
        ended,
        failed,
        dropped,
        Duration.ofNanos(meter.workingNanos()),
        Duration.ofNanos(meter.starvedNanos()),
        Duration.ofNanos(meter.blockedNanos()),
        Duration.ofNanos(elapsedNanos));
  }

  private QueueStatistics queue(QueueMeter meter) {
    return new QueueStatistics(
        meter.name(),
        meter.capacity(),
        (int) meter.size(),
        meter.receivedCount(),
        share(meter.itemNanos(), meter.capacity()),
        share(meter.fullNanos(), 1),
        share(meter.emptyNanos(), 1));
  }

  private double share(long nanos, double limit) {
    return elapsedNanos == 0 ? 0 : Math.min(limit, (double) nanos / elapsedNanos);
  }
}
