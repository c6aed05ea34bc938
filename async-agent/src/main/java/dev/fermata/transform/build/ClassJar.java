package dev.fermata.transform.build;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A jar whose class files are instrumented in place, those of {@code META-INF/versions} and of
 * {@code BOOT-INF/classes} included. Jars within it are left alone.
 *
 * <p>The jar is replaced by a single rename, and only when one of its classes changes. Order,
 * times, comments and compression of its entries stay as they are.
 */
public final class ClassJar {

  private static final byte[] MAGIC = {'P', 'K', 3, 4};

  private final Path jar;
  private final BuildOptions options;

  /** Names a jar; nothing is read yet. */
  public ClassJar(Path jar, BuildOptions options) {
    this.jar = jar;
    this.options = options;
  }

  /**
   * Instruments every class file of the jar.
   *
   * @throws IOException when the jar cannot be read or written, holds an entry twice, is signed, or
   *     holds a class file that this version cannot read; the message names it
   */
  public BuildResult instrument() throws IOException {
    refuseLaunchScript();
    try (ZipFile zip = open();
        URLClassLoader lookup = ClassPath.loader(jar, options.classPath())) {
      List<? extends ZipEntry> entries = Collections.list(zip.entries());
      refuseDuplicates(entries);
      var run = new ClassFileRun(new JarClassFiles(zip, lookup), options);
      Map<String, byte[]> changed = new HashMap<>();
      for (ZipEntry entry : entries) {
        if (entry.getName().endsWith(".class") && !entry.isDirectory()) {
          String place = jar + "!/" + entry.getName();
          run.instrument(place, entry.getName(), content(zip, entry))
              .ifPresent(content -> changed.put(entry.getName(), content));
        }
      }
      if (run.result().classes() > 0) {
        refuseSigned(entries);
      }
      if (!changed.isEmpty()) {
        Replacement.of(jar, out -> new JarCopy(zip, changed).writeTo(out));
      }
      return run.result();
    }
  }

  private ZipFile open() throws IOException {
    try {
      return new ZipFile(jar.toFile());
    } catch (ZipException e) {
      throw new IOException(jar + " is not a jar: " + e.getMessage(), e);
    }
  }

  private byte[] content(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readAllBytes();
    } catch (ZipException e) {
      throw new IOException(jar + "!/" + entry.getName() + ": " + e.getMessage(), e);
    }
  }

  /** What stands before the first entry would be lost. */
  private void refuseLaunchScript() throws IOException {
    byte[] first;
    try (InputStream in = Files.newInputStream(jar)) {
      first = in.readNBytes(MAGIC.length);
    }
    if (!Arrays.equals(first, MAGIC)) {
      throw new IOException(
          jar
              + " does not begin as a jar does; if a launch script stands before it, instrument the"
              + " jar before the script is added");
    }
  }

  private void refuseDuplicates(List<? extends ZipEntry> entries) throws IOException {
    Set<String> names = new HashSet<>();
    for (ZipEntry entry : entries) {
      if (!names.add(entry.getName())) {
        throw new IOException(
            jar + " holds " + entry.getName() + " twice; build it anew without the duplicate");
      }
    }
  }

  private void refuseSigned(List<? extends ZipEntry> entries) throws IOException {
    for (ZipEntry entry : entries) {
      if (entry.getName().matches("META-INF/[^/]+\\.SF")) {
        throw new IOException(
            jar
                + " is signed, and its signature would not match; instrument it before it is signed,"
                + " or remove the signature ("
                + entry.getName()
                + ")");
      }
    }
  }
}
