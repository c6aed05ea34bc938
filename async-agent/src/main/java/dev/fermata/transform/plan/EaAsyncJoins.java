package dev.fermata.transform.plan;

import dev.fermata.transform.analysis.AwaitCall;
import dev.fermata.transform.model.Dialect;
import dev.fermata.transform.model.Rejection.Reason;
import dev.fermata.transform.plan.MethodPlan.AsyncClass;
import java.util.List;
import org.objectweb.asm.tree.MethodNode;

/**
 * Where ea-async lets an await block: in constructors, and in methods that return no future. We do
 * what it does, and say so.
 */
final class EaAsyncJoins {

  private final AsyncClass owner;

  EaAsyncJoins(AsyncClass owner) {
    this.owner = owner;
  }

  /** Whether a method that {@code obstacle} keeps from being async joins under ea-async. */
  boolean joinsInstead(MethodNode method, List<AwaitCall> calls, Reason obstacle) {
    boolean joins =
        switch (obstacle) {
          case CONSTRUCTOR, STATIC_INITIALIZER, NOT_A_FUTURE -> true;
          default -> false;
        };
    return joins
        && !calls.isEmpty()
        && calls.stream()
            .allMatch(call -> call.dialect() == Dialect.EA_ASYNC && call.takesStageGivesObject())
        && !Eligibility.statesIntent(method);
  }

  JoinPlan joined(MethodNode method, List<AwaitCall> calls) {
    return new JoinPlan(
        method,
        calls,
        calls.stream()
            .map(call -> owner.rejection(method, call.line(), Reason.EA_ASYNC_BLOCKS, ""))
            .toList());
  }
}
