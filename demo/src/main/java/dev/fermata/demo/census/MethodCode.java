package dev.fermata.demo.census;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** A method and the length of its code, in bytes. */
public record MethodCode(MethodReference method, int bytes) {

  /** Longer code first; among equals the method's name decides, never the order of arrival. */
  private static final Comparator<MethodCode> LARGEST_FIRST =
      Comparator.comparingInt(MethodCode::bytes).reversed().thenComparing(MethodCode::method);

  static Optional<MethodCode> larger(Optional<MethodCode> one, Optional<MethodCode> other) {
    return Stream.concat(one.stream(), other.stream()).min(LARGEST_FIRST);
  }
}
