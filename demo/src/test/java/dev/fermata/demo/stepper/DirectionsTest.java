package dev.fermata.demo.stepper;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Recorder, what it writes, what it runs: nobody calls back up. */
@AnalyzeClasses(packages = "dev.fermata.demo.stepper", importOptions = DoNotIncludeTests.class)
class DirectionsTest {

  @ArchTest
  static final ArchRule nobodyCallsBackUp =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("recorder")
          .definedBy("dev.fermata.demo.stepper.recorder")
          .layer("recording")
          .definedBy("dev.fermata.demo.stepper.recording")
          .layer("programs")
          .definedBy("dev.fermata.demo.stepper.programs")
          .whereLayer("recorder")
          .mayOnlyAccessLayers("recording", "programs")
          .whereLayer("recording")
          .mayNotAccessAnyLayer()
          .whereLayer("programs")
          .mayNotAccessAnyLayer();
}
