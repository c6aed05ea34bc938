package dev.fermata.transform.analysis;

/** Answers for the verifier whether one class type may stand where another is expected. */
@FunctionalInterface
public interface Assignability {

  /** Analysis trusts the compiler that made the class; only verification asks in earnest. */
  Assignability TRUSTING = (target, source) -> true;

  /**
   * Whether the verifier accepts a {@code source} for a {@code target}; an interface accepts every
   * reference.
   *
   * @param target internal name of a class or interface, no array
   * @param source internal name of a class or interface, no array
   */
  boolean isAssignable(String target, String source);
}
