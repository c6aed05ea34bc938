package dev.fermata.demo;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Command line, census, timeline: nobody calls back up. */
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
          .whereLayer("command line")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("census")
          .mayOnlyAccessLayers("timeline")
          .whereLayer("timeline")
          .mayNotAccessAnyLayer();
}
