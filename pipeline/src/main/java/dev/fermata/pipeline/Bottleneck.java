package dev.fermata.pipeline;

/**
 * Where a pipeline is held up, from {@link PipelineStatistics#bottleneck}.
 *
 * @param stage the stage that is too slow for the others, {@code consumer} for what takes from the
 *     pipeline
 * @param concurrency to try in place of the stage's own; that one where more would not help
 * @param report both in a sentence, with the figures they rest upon
 */
public record Bottleneck(String stage, int concurrency, String report) {

  /** The name of whoever takes from the pipeline. */
  public static final String CONSUMER = "consumer";

  @Override
  public String toString() {
    return report;
  }
}
