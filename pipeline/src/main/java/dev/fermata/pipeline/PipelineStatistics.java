package dev.fermata.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The numbers of a run up to now, from {@link Pipeline#statistics}. Read while the pipeline runs,
 * they are each right but not all of the same instant.
 *
 * @param elapsed how long the run has taken, up to now or to its end
 * @param stages the source first, then in the order in which an item passes them
 * @param queues in the order in which an item passes them, the sink last
 */
public record PipelineStatistics(
    Duration elapsed, List<StageStatistics> stages, List<QueueStatistics> queues) {

  public PipelineStatistics {
    stages = List.copyOf(stages);
    queues = List.copyOf(queues);
  }

  /**
   * The numbers of one stage.
   *
   * @throws NoSuchElementException that tells the names there are
   */
  public StageStatistics stage(String name) {
    return stages.stream()
        .filter(stage -> stage.stage().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new NoSuchElementException(
                    "no stage '%s', there are %s"
                        .formatted(name, stages.stream().map(StageStatistics::stage).toList())));
  }

  /**
   * The numbers of the queue before one stage, or of the {@code sink}; of a merge by an operation,
   * which has one for each of its inputs, those of the first.
   *
   * @throws NoSuchElementException that tells the names there are
   */
  public QueueStatistics queue(String name) {
    return queues.stream()
        .filter(queue -> queue.queue().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new NoSuchElementException(
                    "no queue '%s', there are %s"
                        .formatted(name, queues.stream().map(QueueStatistics::queue).toList())));
  }

  /**
   * What the pipeline waits for most, in words; empty before it runs and where times are not
   * measured. It rests upon how full the queues are, and says most of a pipeline without branches
   * that has run for a while.
   *
   * <pre>
   * decode is the bottleneck: its input queue is 97 % full, its output 2 %; try concurrency 6
   * </pre>
   */
  public Optional<Bottleneck> bottleneck() {
    return new BottleneckSearch(this).find();
  }

  /** All numbers as text of several lines, one for each stage and queue. */
  public String describe() {
    return StatisticsTable.of(this);
  }
}
