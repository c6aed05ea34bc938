package dev.fermata.transform;

import dev.fermata.transform.model.Rejection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What became of a class file.
 *
 * @param classFile the transformed class file; empty when the class stays as it is
 * @param transformedMethods how many methods became state machines
 * @param rejections what could not be transformed and why, by line: class files have lambda bodies
 *     behind all methods
 * @param warnings where an await of ea-async blocks its thread, as it did under ea-async; which
 *     methods have become too long for HotSpot to compile; by line
 */
public record Outcome(
    Optional<byte[]> classFile,
    int transformedMethods,
    List<Rejection> rejections,
    List<Rejection> warnings) {

  static final Outcome UNTOUCHED = new Outcome(Optional.empty(), 0, List.of(), List.of());

  public Outcome {
    rejections = byLine(rejections);
    warnings = byLine(warnings);
  }

  private static List<Rejection> byLine(List<Rejection> rejections) {
    return rejections.stream().sorted(Comparator.comparingInt(Rejection::line)).toList();
  }
}
