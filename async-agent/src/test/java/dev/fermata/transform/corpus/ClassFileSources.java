package dev.fermata.transform.corpus;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Where real class files are found: jars of the class path, modules of the running JDK. */
final class ClassFileSources {

  private ClassFileSources() {}

  /** The class files of the jar on the class path whose name begins with {@code artifact}. */
  static Map<String, byte[]> jar(String artifact) throws IOException {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      String fileName = Path.of(entry).getFileName().toString();
      if (fileName.startsWith(artifact + "-") && fileName.endsWith(".jar")) {
        return jar(Path.of(entry));
      }
    }
    throw new IllegalArgumentException(artifact + " is not on the class path");
  }

  private static Map<String, byte[]> jar(Path path) throws IOException {
    Map<String, byte[]> classFiles = new TreeMap<>();
    try (var jar = new ZipFile(path.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) jar.stream().<ZipEntry>map(e -> e)::iterator) {
        String name = entry.getName();
        if (isClass(name) && !name.startsWith("META-INF/")) {
          classFiles.put(withoutSuffix(name), jar.getInputStream(entry).readAllBytes());
        }
      }
    }
    return classFiles;
  }

  /** Those class files of a JDK module whose internal names are {@code wanted}. */
  static Map<String, byte[]> module(String module, Predicate<String> wanted) throws IOException {
    Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", module);
    Map<String, byte[]> classFiles = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = root.relativize(file).toString();
        if (isClass(name) && wanted.test(withoutSuffix(name))) {
          classFiles.put(withoutSuffix(name), Files.readAllBytes(file));
        }
      }
    }
    return classFiles;
  }

  private static boolean isClass(String name) {
    return name.endsWith(".class") && !name.endsWith("module-info.class");
  }

  private static String withoutSuffix(String name) {
    return name.substring(0, name.length() - ".class".length());
  }
}
