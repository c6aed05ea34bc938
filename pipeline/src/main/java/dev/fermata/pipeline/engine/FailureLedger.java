package dev.fermata.pipeline.engine;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The failures that ended a run, in the order in which they came. Safe from any thread. */
final class FailureLedger {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineRun.class);

  private final String run;
  private final List<StageFailure> failures = new ArrayList<>();

  FailureLedger(String run) {
    this.run = run;
  }

  synchronized void add(StageFailure failure) {
    LOG.debug("{}: stage '{}' {}", run, failure.stage(), failure.reason(), failure.failure());
    failures.add(failure);
  }

  synchronized boolean isEmpty() {
    return failures.isEmpty();
  }

  synchronized List<StageFailure> list() {
    return List.copyOf(failures);
  }
}
