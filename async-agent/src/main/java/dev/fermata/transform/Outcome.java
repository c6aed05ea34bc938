package dev.fermata.transform;

import dev.fermata.transform.model.Rejection;
import java.util.List;
import java.util.Optional;

/**
 * What became of a class file.
 *
 * @param classFile the transformed class file; empty when the class stays as it is
 * @param transformedMethods how many methods became state machines
 * @param rejections what could not be transformed and why, in the order of the class file
 * @param warnings where an await of ea-async blocks its thread, as it did under ea-async; which
 *     methods have become too long for HotSpot to compile
 */
public record Outcome(
    Optional<byte[]> classFile,
    int transformedMethods,
    List<Rejection> rejections,
    List<Rejection> warnings) {

  static final Outcome UNTOUCHED = new Outcome(Optional.empty(), 0, List.of(), List.of());
}
