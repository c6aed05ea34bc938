package dev.fermata.pipeline;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A pipeline ended before its source did. The cause is the first failure itself, later ones are
 * suppressed; {@link #failures} tells to which stage each belongs.
 *
 * <p>Thrown once: at the end of iteration, after everything that was downstream of the failure has
 * been delivered, or by {@link Pipeline#close} if nobody came that far.
 */
public final class PipelineFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  @SuppressWarnings("serial") // An immutable list of records of serializable parts.
  private final List<StageFailure> failures;

  /**
   * What went wrong where.
   *
   * @param stage the stage's name, {@code source} for the source
   * @param reason why this ended the pipeline, in words
   * @param failure as it was thrown
   */
  public record StageFailure(String stage, String reason, Throwable failure)
      implements java.io.Serializable {
    @Override
    public String toString() {
      return "stage '%s' %s: %s".formatted(stage, reason, failure);
    }
  }

  PipelineFailure(List<StageFailure> failures) {
    super(
        failures.stream().map(StageFailure::toString).collect(Collectors.joining("; ")),
        failures.get(0).failure());
    this.failures = List.copyOf(failures);
    for (StageFailure later : failures.subList(1, failures.size())) {
      addSuppressed(later.failure());
    }
  }

  /** In the order in which they came, at least one. */
  public List<StageFailure> failures() {
    return failures;
  }

  /** The stage that failed first. */
  public String stage() {
    return failures.get(0).stage();
  }
}
