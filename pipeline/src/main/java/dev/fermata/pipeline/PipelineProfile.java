package dev.fermata.pipeline;

import dev.fermata.pipeline.StageProfile.Measurement;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;

/**
 * How fast each stage of a pipeline is by itself, from {@link Builder#profile}.
 *
 * <p>How to read it: give each stage the concurrency that is {@linkplain StageProfile#enough
 * enough}. The {@linkplain #slowest slowest} stage is then what bounds the whole; a stage that
 * becomes no faster with concurrency is bound by something else, such as cores or a lock.
 *
 * @param stages the source first, then in the order in which an item passes them
 */
public record PipelineProfile(List<StageProfile> stages) {

  public PipelineProfile {
    stages = List.copyOf(stages);
  }

  /**
   * What was measured of one stage.
   *
   * @throws NoSuchElementException that tells the names there are
   */
  public StageProfile stage(String name) {
    return stages.stream()
        .filter(each -> each.stage().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new NoSuchElementException(
                    "no stage '%s', there are %s"
                        .formatted(name, stages.stream().map(StageProfile::stage).toList())));
  }

  /**
   * The stage, or source, whose highest rate is the lowest of all. Rates are in items of each
   * stage: behind an aggregation they are fewer, and larger.
   */
  public StageProfile slowest() {
    return stages.stream()
        .min(Comparator.comparingDouble(each -> each.fastest().rate()))
        .orElseThrow();
  }

  /** A table, with what is enough marked. */
  @Override
  public String toString() {
    var table = new StringBuilder();
    table.append(
        "stage            concurrency        items/s  occupancy      mean ms       P99 ms");
    for (StageProfile stage : stages) {
      String name = stage.stage();
      for (Measurement each : stage.measurements()) {
        table.append(System.lineSeparator()).append(line(name, each));
        if (each.equals(stage.enough()) && stage.measurements().size() > 1) {
          table.append("  <- enough");
        }
        name = "";
      }
    }
    return table.toString();
  }

  private static String line(String name, Measurement each) {
    return String.format(
        Locale.ROOT,
        "%-16s %11d  %,13.1f  %7.0f %%  %11.3f  %11.3f",
        name,
        each.concurrency(),
        each.rate(),
        100 * each.occupancy(),
        each.statistics().meanTime().toNanos() / 1e6,
        each.statistics().times().p99().toNanos() / 1e6);
  }
}
