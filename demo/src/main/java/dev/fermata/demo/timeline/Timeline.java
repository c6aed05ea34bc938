package dev.fermata.demo.timeline;

import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * What a run's stages did in its first part.
 *
 * @param window how much of the run, from its start, the stages' operations cover; more than zero
 */
public record Timeline(Duration window, List<StageTimeline> stages) {
  public Timeline {
    stages = List.copyOf(stages);
  }

  /** The same without the rows of these stages. */
  public Timeline without(Set<String> stageNames) {
    return new Timeline(
        window, stages.stream().filter(stage -> !stageNames.contains(stage.name())).toList());
  }

  /**
   * The stage of this name.
   *
   * @throws NoSuchElementException when there is none
   */
  public StageTimeline stage(String name) {
    return stages.stream().filter(stage -> stage.name().equals(name)).findFirst().orElseThrow();
  }
}
