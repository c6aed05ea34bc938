package dev.fermata.demo.census;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder with one sub-folder of class files for each module, as in the {@code jrt:/} file system.
 * Its methods block.
 */
public record RuntimeImage(Path folder) {

  /** The image that this JVM runs on. */
  public static RuntimeImage ofThisJvm() {
    return new RuntimeImage(FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules"));
  }

  /** Names of the modules, sorted. */
  public List<String> modules() throws IOException {
    try (var folders = Files.list(folder)) {
      return folders.map(module -> folder.relativize(module).toString()).sorted().toList();
    }
  }

  /** Class files of a module, sorted by path; {@code module-info.class} is one of them. */
  List<ClassLocation> classFiles(String module) throws IOException {
    try (var files = Files.walk(folder.resolve(module))) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .sorted()
          .map(file -> new ClassLocation(module, file))
          .toList();
    }
  }
}
