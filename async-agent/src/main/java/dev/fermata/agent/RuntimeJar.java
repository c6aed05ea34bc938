package dev.fermata.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import java.util.jar.JarFile;

/**
 * Brings {@code async-core}, which the agent's jar holds, to programs that come without it: those
 * that were written for ea-async.
 *
 * <p>It is appended to the class path, and only when a class needs it whose loader does not find
 * it. So a program's own {@code async-core}, on the class path or in a loader of its own, always
 * wins.
 */
final class RuntimeJar {

  private static final String CONTENT = "/META-INF/fermata/async-core.jar";
  private static final String PROBE = "dev/fermata/async/Continuation.class";

  private final Consumer<JarFile> classPath;

  /** Which loaders find it; guarded by its own monitor. */
  private final Map<ClassLoader, Boolean> visible =
      Collections.synchronizedMap(new WeakHashMap<>());

  private boolean appended;

  /**
   * @param classPath takes a jar to append to the class path
   */
  RuntimeJar(Consumer<JarFile> classPath) {
    this.classPath = classPath;
  }

  /** Whether classes of {@code loader} find {@code async-core}, which is brought if need be. */
  boolean reaches(ClassLoader loader) throws IOException {
    Boolean known = visible.get(loader);
    if (known != null) {
      return known;
    }
    boolean found = isFoundBy(loader);
    if (!found && append()) {
      found = isFoundBy(loader);
    }
    visible.put(loader, found);
    return found;
  }

  private static boolean isFoundBy(ClassLoader loader) {
    return loader.getResource(PROBE) != null;
  }

  /** False when there is nothing to append, or nothing to be gained. */
  private synchronized boolean append() throws IOException {
    if (appended || isFoundBy(ClassLoader.getSystemClassLoader())) {
      return appended;
    }
    try (InputStream content = RuntimeJar.class.getResourceAsStream(CONTENT)) {
      if (content == null) {
        return false; // the agent runs from its class files, not from its jar
      }
      Path jar = Files.createTempFile("fermata-async-core-", ".jar");
      jar.toFile().deleteOnExit();
      Files.copy(content, jar, StandardCopyOption.REPLACE_EXISTING);
      classPath.accept(new JarFile(jar.toFile()));
    }
    appended = true;
    return true;
  }
}
