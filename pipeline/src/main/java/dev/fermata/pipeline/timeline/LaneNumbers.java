package dev.fermata.pipeline.timeline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Numbers the lanes that have visits, from 1, stage by stage. */
final class LaneNumbers {

  /** One of the operations that a stage has at a time. */
  record Lane(String stage, int lane) {
    String name() {
      return lane == 0 ? stage : stage + " " + lane;
    }
  }

  private final Map<Lane, Integer> numbers = new LinkedHashMap<>();

  LaneNumbers(Timeline timeline) {
    Map<String, Integer> highest = new LinkedHashMap<>();
    for (Visit visit : timeline.visits()) {
      highest.merge(visit.stage(), visit.lane(), Math::max);
    }
    for (Timeline.Stage stage : timeline.stages()) {
      for (int lane = 0; lane <= highest.getOrDefault(stage.name(), -1); lane++) {
        numbers.put(new Lane(stage.name(), lane), numbers.size() + 1);
      }
    }
  }

  int of(Visit visit) {
    Integer number = numbers.get(new Lane(visit.stage(), visit.lane()));
    if (number == null) {
      throw new IllegalArgumentException(
          "a visit of stage '%s', which the timeline does not have".formatted(visit.stage()));
    }
    return number;
  }

  void forEach(BiConsumer<Lane, Integer> taker) {
    numbers.forEach(taker);
  }
}
