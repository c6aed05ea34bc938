package dev.fermata.demo.census;

import java.nio.file.Path;

/** Where a class file lies. */
public record ClassLocation(String module, Path path) {

  /** The file's name without its folders, for labels. */
  String fileName() {
    return path.getName(path.getNameCount() - 1).toString();
  }
}
