package dev.fermata.pipeline.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Gives each stage one of the style sheet's colours; a ninth stage shares that of the first. */
final class StageColours {
  private static final int COLOURS = 8;

  private final List<String> stages = new ArrayList<>();

  StageColours(List<Timeline.Stage> stages) {
    stages.forEach(stage -> this.stages.add(stage.name()));
  }

  String of(String stage) {
    return "c" + Math.floorMod(stages.indexOf(stage), COLOURS);
  }

  List<String> all() {
    return IntStream.range(0, Math.min(COLOURS, stages.size())).mapToObj(i -> "c" + i).toList();
  }
}
