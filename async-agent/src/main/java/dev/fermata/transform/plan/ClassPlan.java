package dev.fermata.transform.plan;

import dev.fermata.transform.analysis.AwaitCall;
import dev.fermata.transform.analysis.ClassHierarchy;
import dev.fermata.transform.model.Dialect;
import dev.fermata.transform.model.Rejection;
import dev.fermata.transform.plan.MethodPlan.AsyncClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * What is to become of a class.
 *
 * @param methods those that become state machines, in the order of the class file
 * @param joins those whose calls of ea-async are replaced and nothing else
 * @param rejections those that would become state machines, and cannot
 * @param warnings what blocks a thread, as it always did
 */
public record ClassPlan(
    AsyncClass owner,
    List<MethodPlan> methods,
    List<JoinPlan> joins,
    List<Rejection> rejections,
    List<Rejection> warnings) {

  /**
   * Plans {@code node}.
   *
   * @param unfit methods that an earlier attempt found no way for
   * @param compact methods that were too long in an earlier attempt
   */
  public static ClassPlan of(
      ClassNode node,
      ClassHierarchy hierarchy,
      Map<MethodPlan.Key, Rejection> unfit,
      Set<MethodPlan.Key> compact) {
    var owner = describe(node);
    var planner = new Planner(owner, node.version & 0xFFFF, node.methods, hierarchy, compact);
    var methods = new ArrayList<MethodPlan>();
    var joins = new ArrayList<JoinPlan>();
    var rejections = new ArrayList<Rejection>();
    var warnings = new ArrayList<Rejection>();
    for (MethodNode method : node.methods) {
      Rejection known = unfit.get(new MethodPlan.Key(method.name, method.desc));
      Decision decision = known != null ? new Decision.Rejected(known) : planner.decide(method);
      if (decision instanceof Decision.Rejected rejected) {
        rejections.add(rejected.rejection());
      } else if (decision instanceof Decision.Transformed transformed) {
        methods.add(transformed.plan());
      } else if (decision instanceof Decision.Joined joined) {
        joins.add(joined.plan());
        warnings.addAll(joined.plan().warnings());
      }
      AwaitCall.methodReferenceIn(method, Dialect.EA_ASYNC)
          .map(
              line -> owner.rejection(method, line, Rejection.Reason.EA_ASYNC_METHOD_REFERENCE, ""))
          .ifPresent(warnings::add);
    }
    return new ClassPlan(
        owner,
        List.copyOf(methods),
        List.copyOf(joins),
        List.copyOf(rejections),
        List.copyOf(warnings));
  }

  /** Whether the class stays as it is. */
  public boolean changesNothing() {
    return methods.isEmpty() && joins.isEmpty();
  }

  private static AsyncClass describe(ClassNode node) {
    String source =
        node.sourceFile != null
            ? node.sourceFile
            : node.name.substring(node.name.lastIndexOf('/') + 1) + ".class";
    return new AsyncClass(node.name, (node.access & Opcodes.ACC_INTERFACE) != 0, source);
  }
}
