package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;

import dev.fermata.async.Async;
import dev.fermata.async.EventLoop;
import dev.fermata.pipeline.engine.RunSettings.Report;
import dev.fermata.pipeline.stats.RunMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of a run's numbers while it goes on, and when it has ended. */
final class Reporting {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineRun.class);

  private final String run;
  private final RunMeter meter;
  private final List<Report> reports;

  // Confined to the loop.
  private final List<CompletableFuture<?>> ticking = new ArrayList<>();

  Reporting(String run, RunMeter meter, List<Report> reports) {
    this.run = run;
    this.meter = meter;
    this.reports = reports;
  }

  void start(EventLoop loop) {
    for (Report report : reports) {
      ticking.add(loop.spawn(() -> tick(report)).toCompletableFuture());
    }
  }

  private CompletionStage<@Nullable Void> tick(Report report) {
    while (true) {
      await(Async.sleep(report.interval()));
      tell(report);
    }
  }

  void end() {
    ticking.forEach(each -> each.cancel(true));
    reports.forEach(this::tell);
  }

  private void tell(Report report) {
    try {
      report.reader().accept(meter);
    } catch (RuntimeException | Error e) {
      LOG.error("{}: a reader of its statistics failed", run, e);
    }
  }
}
