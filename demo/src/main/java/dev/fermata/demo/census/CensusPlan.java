package dev.fermata.demo.census;

import java.util.List;

/**
 * What to look at, and how many files at a time.
 *
 * @param modules names of modules of the image
 * @param limit how many class files at most, counted in the order of {@code modules} and paths
 * @param concurrency how many files are read at a time
 * @param processors how many files are parsed at a time
 */
public record CensusPlan(
    RuntimeImage image, List<String> modules, int limit, int concurrency, int processors) {

  public CensusPlan {
    modules = List.copyOf(modules);
  }
}
