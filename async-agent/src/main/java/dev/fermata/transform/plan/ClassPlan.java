package dev.fermata.transform.plan;

import dev.fermata.transform.analysis.ClassHierarchy;
import dev.fermata.transform.model.Rejection;
import dev.fermata.transform.plan.MethodPlan.AsyncClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * What is to become of a class.
 *
 * @param methods those that become state machines, in the order of the class file
 * @param rejections those that would, and cannot
 */
public record ClassPlan(AsyncClass owner, List<MethodPlan> methods, List<Rejection> rejections) {

  /**
   * Plans {@code node}.
   *
   * @param unfit methods that an earlier attempt found no way for
   */
  public static ClassPlan of(
      ClassNode node, ClassHierarchy hierarchy, Map<MethodPlan.Key, Rejection> unfit) {
    var owner = describe(node);
    var planner = new Planner(owner, node.version & 0xFFFF, node.methods, hierarchy);
    var methods = new ArrayList<MethodPlan>();
    var rejections = new ArrayList<Rejection>();
    for (MethodNode method : node.methods) {
      Rejection known = unfit.get(new MethodPlan.Key(method.name, method.desc));
      Decision decision = known != null ? new Decision.Rejected(known) : planner.decide(method);
      if (decision instanceof Decision.Rejected rejected) {
        rejections.add(rejected.rejection());
      } else if (decision instanceof Decision.Transformed transformed) {
        methods.add(transformed.plan());
      }
    }
    return new ClassPlan(owner, List.copyOf(methods), List.copyOf(rejections));
  }

  private static AsyncClass describe(ClassNode node) {
    String source =
        node.sourceFile != null
            ? node.sourceFile
            : node.name.substring(node.name.lastIndexOf('/') + 1) + ".class";
    return new AsyncClass(node.name, (node.access & Opcodes.ACC_INTERFACE) != 0, source);
  }
}
