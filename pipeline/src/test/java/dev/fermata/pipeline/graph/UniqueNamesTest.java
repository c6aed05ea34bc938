package dev.fermata.pipeline.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.pipeline.definition.PipelineDefinition;
import dev.fermata.pipeline.definition.SourceDefinition.PathSource;
import dev.fermata.pipeline.definition.StageDefinition;
import dev.fermata.pipeline.definition.StageDefinition.Disaggregate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UniqueNamesTest {

  @Test
  void stagesOfTheSameNameAreNumberedFromTheSecondOn() {
    assertThat(names("a", "b", "a", "a-2", "a")).containsExactly("a", "b", "a-2", "a-2-2", "a-3");
  }

  private static List<String> names(String... wanted) {
    var origin = new StackTraceElement("A", "b", "A.java", 1);
    List<StageDefinition> stages =
        Stream.of(wanted).<StageDefinition>map(name -> new Disaggregate(name, origin)).toList();
    var definition =
        stages.stream()
            .reduce(
                PipelineDefinition.of(new PathSource(origin)),
                PipelineDefinition::with,
                (one, other) -> other);
    return new UniqueNames().branch(definition).stages().stream().map(StageNode::name).toList();
  }
}
