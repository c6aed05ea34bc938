package dev.fermata.pipeline;

import dev.fermata.pipeline.stats.Histogram;
import dev.fermata.pipeline.stats.QueueMeter;
import dev.fermata.pipeline.stats.QueueTimes;
import dev.fermata.pipeline.stats.RunMeter;
import dev.fermata.pipeline.stats.StageMeter;
import java.time.Duration;

/** Reads the meters of a run into records. */
final class StatisticsReading {
  private final RunMeter run;
  private final long elapsedNanos;

  private StatisticsReading(RunMeter run) {
    this.run = run;
    this.elapsedNanos = run.elapsedNanos();
  }

  static PipelineStatistics of(RunMeter run) {
    var reading = new StatisticsReading(run);
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
        Duration.ofNanos(elapsedNanos),
        meter.times().map(StatisticsReading::times).orElse(TimeDistribution.NONE));
  }

  private QueueStatistics queue(QueueMeter meter) {
    QueueTimes times = run.times(meter);
    return new QueueStatistics(
        meter.name(),
        meter.capacity(),
        (int) meter.size(),
        meter.receivedCount(),
        share(times.items(), times.whole(), meter.capacity()),
        share(times.full(), times.whole(), 1),
        share(times.empty(), times.whole(), 1),
        elapsedNanos == 0 ? 0 : meter.receivedCount() * 1e9 / elapsedNanos,
        mean(times.putting(), meter.receivedCount()),
        mean(times.getting(), meter.receivedCount()));
  }

  private static TimeDistribution times(Histogram times) {
    return new TimeDistribution(
        Duration.ofNanos(times.quantile(0.5)),
        Duration.ofNanos(times.quantile(0.9)),
        Duration.ofNanos(times.quantile(0.99)));
  }

  private static Duration mean(long nanos, long count) {
    return count == 0 ? Duration.ZERO : Duration.ofNanos(nanos / count);
  }

  private static double share(long nanos, long whole, double limit) {
    return whole == 0 ? 0 : Math.min(limit, (double) nanos / whole);
  }
}
