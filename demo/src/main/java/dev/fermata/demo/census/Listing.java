package dev.fermata.demo.census;

import java.io.IOException;
import java.util.List;

/**
 * Lists the class files of one module after the other until the plan's limit is reached. Not
 * thread-safe: the limit holds because modules are listed one at a time.
 */
final class Listing {
  private final RuntimeImage image;
  private int remaining;

  Listing(CensusPlan plan) {
    this.image = plan.image();
    this.remaining = plan.limit();
  }

  /** The module's class files, fewer or none once the limit is reached. Blocks. */
  List<ClassLocation> next(String module) throws IOException {
    if (remaining == 0) {
      return List.of();
    }
    var files = image.classFiles(module);
    var wanted = files.subList(0, Math.min(files.size(), remaining));
    remaining -= wanted.size();
    return wanted;
  }
}
