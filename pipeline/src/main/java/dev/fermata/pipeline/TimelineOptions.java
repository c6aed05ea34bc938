package dev.fermata.pipeline;

import static java.util.Objects.requireNonNull;

import dev.fermata.pipeline.stats.TimelineSettings;
import java.util.function.Function;

/**
 * What a timeline keeps; handed to the consumer that {@link Builder#recordTimeline} takes, and of
 * no use after it returned.
 *
 * <pre>{@code
 * .recordTimeline(timeline -> timeline.last(2_000).label(item -> ((Page) item).path()))
 * }</pre>
 */
public final class TimelineOptions {
  private static final int OPERATIONS = 10_000;

  private int limit = OPERATIONS;
  private boolean latest;
  private Function<Object, String> label = ItemLabel::of;

  TimelineOptions() {}

  /**
   * Keeps the first operations of all stages together, and then none. Without it 10,000.
   *
   * @param operations 1 or more; each takes about 300 bytes, and up to 4 KB where many threads work
   *     for it in turn
   */
  public TimelineOptions first(int operations) {
    limit = operations;
    latest = false;
    return this;
  }

  /** Keeps the last operations of all stages together, for as long as the pipeline runs. */
  public TimelineOptions last(int operations) {
    limit = operations;
    latest = true;
    return this;
  }

  /**
   * The text by which an item is known. Without it numbers and short texts go by themselves,
   * collections by their size, all else by its class. Items themselves are not kept.
   *
   * @param ofItem given what a stage works on, of whatever type; called when an operation has
   *     ended, and for those under way when the timeline is read; if it throws, that is logged and
   *     items go by their class
   */
  public TimelineOptions label(Function<Object, String> ofItem) {
    label = requireNonNull(ofItem, "label");
    return this;
  }

  TimelineSettings toSettings() {
    return new TimelineSettings(limit, latest, label);
  }
}
