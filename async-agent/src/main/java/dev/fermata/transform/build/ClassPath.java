package dev.fermata.transform.build;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Directories and jars as a loader that finds resources; no class is ever loaded by it. */
final class ClassPath {

  private ClassPath() {}

  static URLClassLoader loader(Path first, List<Path> others) throws IOException {
    var urls = new ArrayList<URL>();
    urls.add(first.toUri().toURL());
    for (Path entry : others) {
      urls.add(entry.toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }
}
