package dev.fermata.agent;

import dev.fermata.transform.Instrumenter;
import dev.fermata.transform.Outcome;
import dev.fermata.transform.UnsupportedClassFileException;
import dev.fermata.transform.model.ClassFiles;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Instruments classes as the JVM loads them. The JVM silently ignores a transformer that throws, so
 * whatever goes wrong is reported here, on standard error: a logging framework might itself be
 * loading just now.
 */
final class LoadTimeTransformer implements ClassFileTransformer {

  private final Dump dump;
  private final RuntimeJar runtime;
  private final Set<ClassLoader> reportedLoaders =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
  private final RuntimeReadability readability = new RuntimeReadability();
  private final Set<Integer> reportedVersions = ConcurrentHashMap.newKeySet();

  /** Names of the classes that were given new methods when loaded; guarded by its own monitor. */
  private final Map<ClassLoader, Set<String>> transformed =
      Collections.synchronizedMap(new WeakHashMap<>());

  LoadTimeTransformer(Dump dump, RuntimeJar runtime) {
    this.dump = dump;
    this.runtime = runtime;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable Module module,
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> classBeingRedefined,
      @Nullable ProtectionDomain protectionDomain,
      byte[] classFile) {
    byte[] result = transform(loader, className, classBeingRedefined, protectionDomain, classFile);
    if (result != null) {
      readability.complaint(module).ifPresent(LoadTimeTransformer::report);
    }
    return result;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> classBeingRedefined,
      @Nullable ProtectionDomain protectionDomain,
      byte[] classFile) {
    if (loader == null || !isOfApplication(loader)) {
      return null;
    }
    // The JVM allows no new methods in a class that was loaded without them.
    boolean late = classBeingRedefined != null && !wasTransformed(loader, className);
    try {
      ClassFiles lookup = ClassFiles.of(loader);
      Instrumenter instrumenter =
          late ? Instrumenter.ofLoadedClasses(lookup) : new Instrumenter(lookup);
      Outcome outcome = instrumenter.instrument(classFile);
      outcome.rejections().forEach(rejection -> report(rejection.message()));
      outcome.warnings().forEach(warning -> report("warning: " + warning.message()));
      if (outcome.classFile().isEmpty()) {
        return null;
      }
      if (!runtime.reaches(loader)) {
        reportWithoutRuntime(className, loader);
        return null;
      }
      byte[] result = outcome.classFile().get();
      if (!late) {
        remember(loader, className);
      }
      dump.write(className == null ? "unnamed" : className, classFile, result);
      return result;
    } catch (UnsupportedClassFileException e) {
      if (reportedVersions.add(e.majorVersion())) {
        report(className + " and maybe others are left as they are: " + e.getMessage());
      }
      return null;
    } catch (Throwable e) { // whatever passes here, nobody hears of
      report(className + " is left as it is, and its awaits will throw: " + e);
      e.printStackTrace();
      return null;
    }
  }

  /** The JDK's own classes do not await. */
  static boolean isOfApplication(@Nullable ClassLoader loader) {
    return loader != null && loader != ClassLoader.getPlatformClassLoader();
  }

  /** Whether the class was given new methods when it was loaded. */
  boolean wasTransformed(ClassLoader loader, @Nullable String className) {
    Set<String> names = transformed.get(loader);
    return className != null && names != null && names.contains(className);
  }

  private void remember(ClassLoader loader, @Nullable String className) {
    if (className != null) {
      transformed
          .computeIfAbsent(loader, key -> Collections.synchronizedSet(new HashSet<>()))
          .add(className);
    }
  }

  private void reportWithoutRuntime(@Nullable String className, ClassLoader loader) {
    if (reportedLoaders.add(loader)) {
      report(
          className
              + " and maybe others are left as they are: their class loader does not find"
              + " async-core; add it to the class path of "
              + loader);
    }
  }

  static void report(String message) {
    System.err.println("[fermata] " + message);
  }
}
