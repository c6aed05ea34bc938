package dev.fermata.pipeline;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Definition, graph, engine, statistics: nobody calls back up. */
@AnalyzeClasses(packages = "dev.fermata.pipeline", importOptions = DoNotIncludeTests.class)
class DirectionsTest {

  @ArchTest
  static final ArchRule nobodyCallsBackUp =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("facade")
          .definedBy("dev.fermata.pipeline")
          .layer("definition")
          .definedBy("dev.fermata.pipeline.definition")
          .layer("graph")
          .definedBy("dev.fermata.pipeline.graph")
          .layer("engine")
          .definedBy("dev.fermata.pipeline.engine")
          .layer("stats")
          .definedBy("dev.fermata.pipeline.stats")
          .layer("operation")
          .definedBy("dev.fermata.pipeline.operation")
          .layer("timeline")
          .definedBy("dev.fermata.pipeline.timeline")
          .whereLayer("facade")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("facade")
          .mayOnlyAccessLayers("definition", "graph", "engine", "stats", "operation", "timeline")
          .whereLayer("engine")
          .mayOnlyAccessLayers("definition", "graph", "stats", "operation")
          .whereLayer("graph")
          .mayOnlyAccessLayers("definition", "operation")
          .whereLayer("definition")
          .mayOnlyAccessLayers("operation")
          .whereLayer("operation")
          .mayNotAccessAnyLayer()
          .whereLayer("stats")
          .mayNotAccessAnyLayer()
          .whereLayer("timeline")
          .mayNotAccessAnyLayer();
}
