package dev.fermata.transform.build;

import dev.fermata.transform.model.ClassFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Class files of a jar, wherever in it they lie, and else of a class path. */
final class JarClassFiles implements ClassFiles {

  private static final Pattern ROOT =
      Pattern.compile("(META-INF/versions/[0-9]+/|BOOT-INF/classes/|WEB-INF/classes/).*");

  private final ZipFile jar;
  private final ClassFiles classPath;
  private final Set<String> roots = new TreeSet<>();

  JarClassFiles(ZipFile jar, ClassLoader classPath) {
    this.jar = jar;
    this.classPath = ClassFiles.of(classPath);
    jar.stream()
        .map(entry -> ROOT.matcher(entry.getName()))
        .filter(Matcher::matches)
        .forEach(matcher -> roots.add(matcher.group(1)));
  }

  @Override
  public byte @Nullable [] find(String internalName) {
    byte[] found = classPath.find(internalName); // the jar's own root is part of it
    for (String root : roots) {
      if (found == null) {
        found = entry(root + internalName + ".class");
      }
    }
    return found;
  }

  private byte @Nullable [] entry(String name) {
    ZipEntry entry = jar.getEntry(name);
    if (entry == null) {
      return null;
    }
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + jar.getName() + "!/" + name, e);
    }
  }
}
