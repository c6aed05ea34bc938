package dev.fermata.pipeline.engine;

import dev.fermata.async.LoopClock;
import dev.fermata.pipeline.definition.SourceDefinition.ContinuousSource;
import dev.fermata.pipeline.definition.SourceDefinition.IterableSource;
import dev.fermata.pipeline.definition.SourceDefinition.MergeSource;
import dev.fermata.pipeline.definition.SourceDefinition.OneShotSource;
import dev.fermata.pipeline.definition.StageDefinition;
import dev.fermata.pipeline.definition.StageDefinition.Aggregate;
import dev.fermata.pipeline.definition.StageDefinition.BlockingPipe;
import dev.fermata.pipeline.definition.StageSettings;
import dev.fermata.pipeline.graph.Branch;
import dev.fermata.pipeline.graph.PipelineGraph;
import dev.fermata.pipeline.graph.SourceNode;

/**
 * What the loop of a run has to do, as far as it can be told beforehand. What users give to be
 * called on the loop finds it on a thread that never changes; but when there is nothing of that
 * kind, nor timers, and blocking functions keep threads busy anyway, then these can have its turns.
 */
final class LoopWork {

  private LoopWork() {}

  static boolean isForAnyThread(PipelineGraph graph, RunSettings settings) {
    return settings.clock() == LoopClock.system()
        && settings.listeners().isEmpty()
        && settings.timeline().isEmpty()
        && settings.reports().isEmpty()
        && graph.background().isEmpty()
        && graph.deadLetters().isEmpty()
        && isOurs(graph.trunk())
        && graph.trunk().stages().stream()
            .anyMatch(stage -> stage.definition() instanceof BlockingPipe);
  }

  private static boolean isOurs(Branch branch) {
    return isOurs(branch.source())
        && branch.stages().stream().allMatch(stage -> isOurs(stage.definition()));
  }

  /** Iterators are called on threads for that, or are those of the JDK. */
  private static boolean isOurs(SourceNode source) {
    return source.definition() instanceof IterableSource
        || source.definition() instanceof ContinuousSource
        || source.definition() instanceof OneShotSource
        || (source.definition() instanceof MergeSource merge
            && merge.operation().isEmpty()
            && source.parts().stream().allMatch(LoopWork::isOurs));
  }

  private static boolean isOurs(StageDefinition stage) {
    return (stage instanceof BlockingPipe pipe && isOurs(pipe.settings()))
        || (stage instanceof Aggregate aggregate && aggregate.within().isEmpty());
  }

  private static boolean isOurs(StageSettings settings) {
    return settings.timeout().isEmpty()
        && settings.retry().isEmpty()
        && settings.rate().isEmpty()
        && settings.deadLetters().isEmpty()
        && settings.hooks().isEmpty()
        && settings.key().isEmpty();
  }
}
