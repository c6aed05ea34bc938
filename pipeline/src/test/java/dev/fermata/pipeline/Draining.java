package dev.fermata.pipeline;

import java.util.ArrayList;
import java.util.List;

/** Consumes pipelines to their end. */
public final class Draining {
  private Draining() {}

  /** All that it delivers; closes it. */
  public static <T> List<T> drain(Pipeline<T> pipeline) {
    try (pipeline) {
      var results = new ArrayList<T>();
      pipeline.forEach(results::add);
      return results;
    }
  }
}
