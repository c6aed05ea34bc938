package dev.fermata.javac;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** Writes a class that awaits, for the first deprecated class that it sees. */
public final class GeneratingProcessor extends AbstractProcessor {

  private boolean done;

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of("java.lang.Deprecated");
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    if (!done) {
      done = true;
      try (Writer source = processingEnv.getFiler().createSourceFile("Generated").openWriter()) {
        source.write(
            """
            import java.util.concurrent.*;
            class Generated {
              static CompletableFuture<String> greet(CompletableFuture<String> name) {
                return CompletableFuture.completedFuture("hello " + dev.fermata.async.Async.await(name));
              }
            }
            """);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return false;
  }
}
