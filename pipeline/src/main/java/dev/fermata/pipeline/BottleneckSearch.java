package dev.fermata.pipeline;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the last queue that is rather full than empty: what takes from it is too slow, as all that
 * comes after waits for items, and all before for room. Without such a queue it is whatever is at
 * work most of the time: the source or, as a collection in memory has no queue behind it, a stage.
 */
final class BottleneckSearch {
  private static final String SINK = "sink";
  private static final double RATHER_FULL = 0.5;
  private static final double ALWAYS_BUSY = 0.9;
  private static final int BOLDEST_FACTOR = 4;

  private final PipelineStatistics statistics;
  private final List<QueueStatistics> queues;

  BottleneckSearch(PipelineStatistics statistics) {
    this.statistics = statistics;
    this.queues = statistics.queues();
  }

  /** Empty when nothing was measured. */
  Optional<Bottleneck> find() {
    if (statistics.elapsed().isZero() || statistics.stages().isEmpty()) {
      return Optional.empty();
    }
    for (int i = queues.size() - 1; i >= 0; i--) {
      if (queues.get(i).occupancy() >= RATHER_FULL) {
        return Optional.of(takerOf(i));
      }
    }
    StageStatistics busiest =
        statistics.stages().stream()
            .filter(stage -> !onlyGathers(stage))
            .max(Comparator.comparingDouble(StageStatistics::occupancy))
            .orElse(statistics.stages().get(0));
    return Optional.of(busiest.equals(statistics.stages().get(0)) ? source() : busiest(busiest));
  }

  private Bottleneck busiest(StageStatistics stage) {
    int more = moreFor(stage);
    return new Bottleneck(
        stage.stage(),
        more,
        "%s is the bottleneck: it works %s of the time, and no queue is full; try concurrency %d"
            .formatted(stage.stage(), percent(stage.occupancy()), more));
  }

  private Bottleneck takerOf(int queue) {
    String name = queues.get(queue).queue();
    String full = percent(queues.get(queue).occupancy());
    if (name.equals(SINK)) {
      return new Bottleneck(
          Bottleneck.CONSUMER,
          1,
          "the consumer is the bottleneck: the sink is %s full; take items faster, or on several threads"
              .formatted(full));
    }
    StageStatistics stage = statistics.stage(name);
    int more = moreFor(stage);
    return new Bottleneck(
        name,
        more,
        "%s is the bottleneck: its input queue is %s full, its output %s; try concurrency %d"
            .formatted(name, full, percent(queues.get(queue + 1).occupancy()), more));
  }

  private Bottleneck source() {
    StageStatistics source = statistics.stages().get(0);
    return new Bottleneck(
        source.stage(),
        source.concurrency(),
        "%s is the bottleneck: it works %s of the time, and the queue after it is %s full; make it faster"
            .formatted(
                source.stage(), percent(source.occupancy()), percent(queues.get(0).occupancy())));
  }

  /** As much as makes the stage as fast as the busiest of the others could be. */
  private int moreFor(StageStatistics slow) {
    double busiest =
        statistics.stages().stream()
            .filter(stage -> !stage.stage().equals(slow.stage()))
            .filter(stage -> !onlyGathers(stage))
            .mapToDouble(StageStatistics::occupancy)
            .max()
            .orElse(0);
    int now = slow.concurrency();
    double factor = busiest == 0 ? BOLDEST_FACTOR : slow.occupancy() / busiest;
    return (int) Math.max(now + 1.0, Math.ceil(now * Math.min(BOLDEST_FACTOR, factor)));
  }

  /** To a stage that gathers, waiting for the next item is work: it is busy, and waits. */
  private boolean onlyGathers(StageStatistics stage) {
    return stage.occupancy() > ALWAYS_BUSY
        && queues.stream()
            .filter(queue -> queue.queue().equals(stage.stage()))
            .anyMatch(queue -> 2 * waitedForItems(queue) > statistics.elapsed().toNanos());
  }

  private static double waitedForItems(QueueStatistics queue) {
    return (double) queue.getWait().toNanos() * queue.received();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
