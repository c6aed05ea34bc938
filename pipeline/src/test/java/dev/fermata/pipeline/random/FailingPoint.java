package dev.fermata.pipeline.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.pipeline.PipelineFailure;

/**
 * Where a part of a source fails.
 *
 * @param part number of the part
 * @param index items of that epoch before it
 * @param byNull a null in place of the failure
 */
record FailingPoint(int part, int epoch, int index, IllegalStateException failure, boolean byNull) {

  /** Nothing else has failed, and the failure is told as it was thrown. */
  void isToldBy(PipelineFailure thrown) {
    assertThat(thrown.failures()).hasSize(1);
    assertThat(thrown.stage()).startsWith("source");
    assertThat(thrown.failures().get(0).reason()).isEqualTo("failed");
    if (byNull) {
      assertThat(thrown)
          .cause()
          .isInstanceOf(NullPointerException.class)
          .hasMessageStartingWith("item number " + index + " of the source is null");
    } else {
      assertThat(thrown).cause().isSameAs(failure);
    }
  }
}
