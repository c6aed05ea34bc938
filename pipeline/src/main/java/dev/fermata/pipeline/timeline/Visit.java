package dev.fermata.pipeline.timeline;

import dev.fermata.pipeline.timeline.Stretch.State;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One item at one stage: one operation, and the time until its result was handed on.
 *
 * @param stage the stage's name, unique in the pipeline; {@code source} for reading the source
 * @param lane 0 up to the stage's concurrency - 1; visits in one lane follow each other
 * @param label of the item
 * @param start when the operation was called, since the run began
 * @param end when its result was there, or its failure; for one that has not ended, when the
 *     timeline was read
 * @param left when all that it yielded had been handed on; not before {@code end}
 * @param ended whether the operation had ended when the timeline was read
 * @param failure class of what it threw; empty when it threw nothing
 * @param stretches in which a thread worked for it or it waited to hand something on, by their
 *     beginning; may overlap, when several threads work for it. Between them, up to {@code end}, it
 *     waited for what it had called
 * @param stretchesLeftOut how many more there were than are kept of one visit
 */
public record Visit(
    String stage,
    int lane,
    String label,
    Duration start,
    Duration end,
    Duration left,
    boolean ended,
    Optional<String> failure,
    List<Stretch> stretches,
    long stretchesLeftOut) {

  public Visit {
    stretches = stretches.stream().sorted(Comparator.comparing(Stretch::from)).toList();
  }

  /**
   * The whole visit from {@code start} to {@code left}, without gaps and overlaps. Where a thread
   * works the item is working, whatever else it does.
   */
  public List<Stretch> phases() {
    return Phases.of(this);
  }

  /** How long threads worked for it; two at once count twice. */
  public Duration working() {
    return stretches.stream()
        .filter(stretch -> stretch.state() == State.WORKING)
        .map(Stretch::length)
        .reduce(Duration.ZERO, Duration::plus);
  }
}
