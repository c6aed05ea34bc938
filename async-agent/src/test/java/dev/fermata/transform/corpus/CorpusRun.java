package dev.fermata.transform.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Large libraries and the JDK itself, made to await after every call, transformed and verified. Not
 * part of the normal build:
 *
 * <pre>
 * mvn verify -pl async-agent -am -Pcorpus
 * </pre>
 *
 * Prints for each how many methods and awaits there were, and refusals by reason.
 */
class CorpusRun {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "guava",
        "commons-lang3",
        "jackson-databind",
        "netty-common",
        "netty-buffer",
        "spring-core",
        "scala-library",
        "kotlin-stdlib",
        "assertj-core"
      })
  void everyMethodOfALibraryIsTransformedOrRefusedAndVerifies(String artifact) throws IOException {
    requireNoFaults(artifact, ClassFileSources.jar(artifact), true);
  }

  /**
   * No class loader may define classes in packages {@code java.*}: our own verifier checks them.
   */
  @Test
  void everyMethodOfTheJavaPackagesIsTransformedOrRefused() throws IOException {
    requireNoFaults(
        "java.base, java.*",
        ClassFileSources.module("java.base", name -> name.startsWith("java/")),
        false);
  }

  @Test
  void everyMethodOfSwingIsTransformedOrRefusedAndVerifies() throws IOException {
    requireNoFaults(
        "java.desktop, Swing",
        ClassFileSources.module("java.desktop", name -> name.contains("/swing/")),
        true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"java.xml", "jdk.compiler", "jdk.javadoc", "java.sql.rowset"})
  void everyMethodOfAModuleIsTransformedOrRefusedAndVerifies(String module) throws IOException {
    requireNoFaults(
        module, ClassFileSources.module(module, name -> !name.startsWith("java/")), true);
  }

  private static void requireNoFaults(
      String name, Map<String, byte[]> classFiles, boolean definable) {
    assertThat(new Corpus(name, classFiles, definable).faults()).isEmpty();
  }
}
