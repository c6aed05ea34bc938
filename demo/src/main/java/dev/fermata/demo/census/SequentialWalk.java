package dev.fermata.demo.census;

import java.io.IOException;
import java.nio.file.Files;

/** The census as a plain loop on one thread: what the pipeline's report must equal. */
public final class SequentialWalk {
  private SequentialWalk() {}

  public static Report of(CensusPlan plan) throws IOException {
    var census = new Census();
    var listing = new Listing(plan);
    for (String module : plan.modules()) {
      for (ClassLocation location : listing.next(module)) {
        census.add(examine(location));
      }
    }
    return census.report();
  }

  private static Finding examine(ClassLocation location) {
    try {
      return ClassFileParser.parse(new ClassBytes(location, Files.readAllBytes(location.path())));
    } catch (IOException failure) {
      return Unreadable.because(location, failure);
    }
  }
}
