package dev.fermata.transform.plan;

import dev.fermata.transform.model.Rejection;

/** What is to become of a method. */
public sealed interface Decision {

  /** It does not await: it stays as it is. */
  record Untouched() implements Decision {}

  /** It cannot be transformed: it stays as it is, and its awaits will throw. */
  record Rejected(Rejection rejection) implements Decision {}

  /** It stays what it is but for its calls of ea-async. */
  record Joined(JoinPlan plan) implements Decision {}

  /** It becomes a state machine. */
  record Transformed(MethodPlan plan) implements Decision {}
}
