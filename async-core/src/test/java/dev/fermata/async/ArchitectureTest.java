package dev.fermata.async;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class ArchitectureTest {

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.fermata.async");

  @Test
  void buildingBlocksKnowNothingOfTasks() {
    classes()
        .that()
        .resideInAPackage("dev.fermata.async.internal")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.fermata.async.internal", "java..", "org.jspecify..")
        .check(CORE);
  }

  @Test
  void theVirtualClockKnowsTheClockOfTheLoopOnly() {
    noClasses()
        .that()
        .resideInAPackage("dev.fermata.async.testing")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are of the core but the clock's",
                (JavaClass known) ->
                    known.getPackageName().startsWith("dev.fermata.async")
                        && !known.getPackageName().equals("dev.fermata.async.testing")
                        && !known.getSimpleName().equals("LoopClock")))
        .check(CORE);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.fermata.async.(**)").should().beFreeOfCycles().check(CORE);
    noClasses()
        .that()
        .resideInAPackage("dev.fermata.async")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.fermata.async.testing")
        .check(CORE);
  }

  @Test
  void theOnlyLibraryIsSlf4j() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.fermata.async..", "java..", "jdk.jfr..", "org.jspecify..", "org.slf4j..")
        .check(CORE);
  }

  @Test
  void whatIsNotPublicApiIsNotPublic() {
    classes()
        .that()
        .resideInAPackage("dev.fermata.async")
        .and()
        .haveSimpleNameEndingWith("Task")
        .and()
        .doNotHaveSimpleName("Task")
        .should()
        .notBePublic()
        .check(CORE);
  }
}
