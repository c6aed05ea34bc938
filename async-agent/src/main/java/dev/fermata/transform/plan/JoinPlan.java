package dev.fermata.transform.plan;

import dev.fermata.transform.analysis.AwaitCall;
import dev.fermata.transform.model.Rejection;
import java.util.List;
import org.objectweb.asm.tree.MethodNode;

/**
 * A method that ea-async would not suspend either: a constructor, or one that returns no future.
 * Its awaits become {@code join()}, and calls of {@code Async.init()} do nothing.
 *
 * @param method the method as it was read; emission takes its instructions
 * @param joins its awaits, none when it only calls {@code Async.init()}
 * @param warnings one for each await
 */
public record JoinPlan(MethodNode method, List<AwaitCall> joins, List<Rejection> warnings) {

  /** Which method of its class this is about. */
  public MethodPlan.Key key() {
    return new MethodPlan.Key(method.name, method.desc);
  }
}
