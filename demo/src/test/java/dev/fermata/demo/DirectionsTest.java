package dev.fermata.demo;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** From the command line down to what draws: nobody calls back up. */
@AnalyzeClasses(packages = "dev.fermata.demo", importOptions = DoNotIncludeTests.class)
class DirectionsTest {

  @ArchTest
  static final ArchRule nobodyCallsBackUp =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("command line")
          .definedBy("dev.fermata.demo")
          .layer("census")
          .definedBy("dev.fermata.demo.census")
          .layer("timeline")
          .definedBy("dev.fermata.demo.timeline")
          .layer("course")
          .definedBy("dev.fermata.demo.course")
          .layer("lessons")
          .definedBy("dev.fermata.demo.lessons")
          .layer("machine")
          .definedBy("dev.fermata.demo.machine")
          .layer("studio")
          .definedBy("dev.fermata.demo.studio")
          .layer("trace")
          .definedBy("dev.fermata.demo.trace")
          .layer("drawing")
          .definedBy("dev.fermata.demo.drawing")
          .layer("stepper's programs")
          .definedBy("dev.fermata.demo.stepper.programs")
          .whereLayer("command line")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("census")
          .mayOnlyAccessLayers("timeline")
          .whereLayer("timeline")
          .mayOnlyAccessLayers("drawing")
          .whereLayer("course")
          .mayOnlyAccessLayers("lessons", "studio", "trace")
          .whereLayer("lessons")
          .mayOnlyAccessLayers("studio", "machine")
          .whereLayer("machine")
          .mayNotAccessAnyLayer()
          .whereLayer("studio")
          .mayOnlyAccessLayers("trace")
          .whereLayer("trace")
          .mayOnlyAccessLayers("drawing")
          .whereLayer("stepper's programs")
          .mayOnlyAccessLayers("lessons", "studio")
          .whereLayer("drawing")
          .mayNotAccessAnyLayer();
}
