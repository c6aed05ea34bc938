package dev.fermata.javac;

import dev.fermata.transform.Instrumenter;
import dev.fermata.transform.harness.InMemoryCompiler;
import dev.fermata.transform.harness.Rewriting;
import dev.fermata.transform.model.Rejection;
import java.util.List;
import java.util.Map;

/** What the transformer says about the class files of a source. */
final class ClassFileRefusals {

  private ClassFileRefusals() {}

  static Map<String, byte[]> compiled(String source) {
    return InMemoryCompiler.compile(List.of("-g"), "Shop.java", source);
  }

  static List<Rejection> of(String source) {
    Map<String, byte[]> classFiles = compiled(source);
    return classFiles.values().stream()
        .flatMap(
            classFile ->
                new Instrumenter(Rewriting.lookup(classFiles))
                    .instrument(classFile).rejections().stream())
        .toList();
  }
}
