package dev.fermata.agent;

import dev.fermata.transform.Instrumenter;
import dev.fermata.transform.model.ClassFiles;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;

/**
 * Has those classes transformed that were loaded before the agent came. Nobody tells which of them
 * await, so their class files are looked at first; one that cannot be found is taken for one that
 * may.
 */
final class LoadedClasses {

  private final Instrumentation instrumentation;
  private final LoadTimeTransformer transformer;

  /**
   * @param transformer added to {@code instrumentation} already, so that no class falls between
   *     those that are loaded and those that will be
   */
  LoadedClasses(Instrumentation instrumentation, LoadTimeTransformer transformer) {
    this.instrumentation = instrumentation;
    this.transformer = transformer;
  }

  void transform() {
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (isOfInterest(type)) {
        transform(type);
      }
    }
  }

  private boolean isOfInterest(Class<?> type) {
    return LoadTimeTransformer.isOfApplication(type.getClassLoader())
        && instrumentation.isModifiableClass(type)
        && !transformer.wasTransformed(type.getClassLoader(), internalName(type))
        && mayAwait(type);
  }

  private static boolean mayAwait(Class<?> type) {
    try {
      byte[] classFile = ClassFiles.of(type.getClassLoader()).find(internalName(type));
      return classFile == null || Instrumenter.mayConcern(classFile);
    } catch (UncheckedIOException e) {
      return true;
    }
  }

  private static String internalName(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  private void transform(Class<?> type) {
    try {
      instrumentation.retransformClasses(type);
    } catch (UnmodifiableClassException | RuntimeException | LinkageError | InternalError e) {
      LoadTimeTransformer.report(
          type.getName()
              + " was loaded before the agent and stays as it is, and its awaits will throw: "
              + e);
    }
  }
}
