package dev.fermata.transform.harness;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One static method of a target class, as loaded by one class loader.
 *
 * @param method takes a {@link Script} and returns a stage
 */
record Scenario(Method method) {

  /** The scenario {@code name} of {@code className}, in classes of its own from {@code loader}. */
  static Scenario load(ClassLoader loader, String className, String name) {
    try {
      Method method = loader.loadClass(className).getDeclaredMethod(name, Script.class);
      method.setAccessible(true);
      return new Scenario(method);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(className + "." + name, e);
    }
  }

  /** Calls it; what it throws becomes a failed future, as in every async method. */
  CompletionStage<?> callCatching(Script script) {
    try {
      return (CompletionStage<?>) method.invoke(null, script);
    } catch (InvocationTargetException e) {
      return CompletableFuture.failedFuture(e.getCause());
    } catch (IllegalAccessException e) {
      throw new LinkageError("scenarios are made accessible", e);
    }
  }
}
