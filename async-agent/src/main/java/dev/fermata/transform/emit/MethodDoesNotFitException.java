package dev.fermata.transform.emit;

import dev.fermata.transform.plan.MethodPlan;

/** A state machine would be larger than the class file format allows. */
public final class MethodDoesNotFitException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient MethodPlan plan;

  MethodDoesNotFitException(MethodPlan plan, Throwable cause) {
    super(plan.method().name, cause);
    this.plan = plan;
  }

  /** The plan whose state machine does not fit. */
  public MethodPlan plan() {
    return plan;
  }
}
