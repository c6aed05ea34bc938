package dev.fermata.transform;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/** Data flows one way: class bytes, analysis, plan, emission, verification; no stage calls back. */
@AnalyzeClasses(packages = "dev.fermata", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule stagesKnowOnlyWhatComesBefore =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("model")
          .definedBy("dev.fermata.transform.model")
          .layer("analysis")
          .definedBy("dev.fermata.transform.analysis")
          .layer("plan")
          .definedBy("dev.fermata.transform.plan")
          .layer("emit")
          .definedBy("dev.fermata.transform.emit")
          .layer("verify")
          .definedBy("dev.fermata.transform.verify")
          .layer("facade")
          .definedBy("dev.fermata.transform")
          .layer("build")
          .definedBy("dev.fermata.transform.build")
          .layer("agent")
          .definedBy("dev.fermata.agent")
          .layer("javac")
          .definedBy("dev.fermata.javac")
          .layer("cli")
          .definedBy("dev.fermata.cli")
          .whereLayer("analysis")
          .mayOnlyBeAccessedByLayers("plan", "emit", "verify", "facade")
          .whereLayer("plan")
          .mayOnlyBeAccessedByLayers("emit", "verify", "facade")
          .whereLayer("emit")
          .mayOnlyBeAccessedByLayers("facade")
          .whereLayer("verify")
          .mayOnlyBeAccessedByLayers("facade")
          .whereLayer("facade")
          .mayOnlyBeAccessedByLayers("build", "agent", "javac")
          .whereLayer("build")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("agent")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("javac")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices().matching("dev.fermata.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theRuntimeIsKnownByNameOnly =
      ArchRuleDefinition.noClasses()
          .that()
          .resideInAnyPackage(
              "dev.fermata.transform..",
              "dev.fermata.agent..",
              "dev.fermata.javac..",
              "dev.fermata.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.fermata.async..");
}
