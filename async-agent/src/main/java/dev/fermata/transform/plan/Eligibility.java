package dev.fermata.transform.plan;

import dev.fermata.transform.analysis.AwaitCall;
import dev.fermata.transform.analysis.ClassHierarchy;
import dev.fermata.transform.model.Dialect;
import dev.fermata.transform.model.Rejection;
import dev.fermata.transform.model.Rejection.Reason;
import dev.fermata.transform.model.RuntimeNames;
import dev.fermata.transform.plan.MethodPlan.AsyncClass;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.MethodNode;

/** What a method's head alone says against making it a state machine. */
final class Eligibility {

  private static final Set<String> PLAIN_FUTURES =
      Set.of(RuntimeNames.STAGE, RuntimeNames.FUTURE, RuntimeNames.TASK);

  private final AsyncClass owner;
  private final ClassHierarchy hierarchy;

  Eligibility(AsyncClass owner, ClassHierarchy hierarchy) {
    this.owner = owner;
    this.hierarchy = hierarchy;
  }

  /** The first obstacle, if {@code method} awaits, refers to await, or says that it is async. */
  Optional<Rejection> obstacle(MethodNode method, List<AwaitCall> calls) {
    Optional<Integer> methodReference = AwaitCall.methodReferenceIn(method, Dialect.FERMATA);
    if (methodReference.isPresent()) {
      return rejection(method, methodReference.get(), Reason.METHOD_REFERENCE, "");
    }
    if (calls.isEmpty() && !statesIntent(method)) {
      return Optional.empty();
    }
    int line = calls.isEmpty() ? 0 : calls.get(0).line();
    if (calls.stream().map(AwaitCall::dialect).distinct().count() > 1) {
      return rejection(method, line, Reason.BOTH_AWAITS, "");
    }
    if (method.name.equals("<init>")) {
      return rejection(method, line, Reason.CONSTRUCTOR, "");
    }
    if (method.name.equals("<clinit>")) {
      return rejection(method, line, Reason.STATIC_INITIALIZER, "");
    }
    if ((method.access & Opcodes.ACC_NATIVE) != 0) {
      return rejection(method, line, Reason.NO_BODY, "");
    }
    Optional<Rejection> unfitReturnType = returnTypeObstacle(method, line);
    if (unfitReturnType.isPresent()) {
      return unfitReturnType;
    }
    if ((method.access & Opcodes.ACC_SYNCHRONIZED) != 0
        && calls.stream().noneMatch(call -> call.dialect() == Dialect.EA_ASYNC)) {
      return rejection(method, line, Reason.SYNCHRONIZED_METHOD, "");
    }
    return Optional.empty();
  }

  private Optional<Rejection> returnTypeObstacle(MethodNode method, int line) {
    Type type = Type.getReturnType(method.desc);
    String name = type.getSort() == Type.OBJECT ? type.getInternalName() : "";
    if (PLAIN_FUTURES.contains(name)) {
      return Optional.empty();
    }
    if (name.isEmpty() || !hierarchy.isSubclass(name, RuntimeNames.FUTURE).orElse(false)) {
      return rejection(method, line, Reason.NOT_A_FUTURE, "it returns " + type.getClassName());
    }
    return hierarchy.isConstructible(name, owner.name())
        ? Optional.empty()
        : rejection(method, line, Reason.NO_DEFAULT_CONSTRUCTOR, type.getClassName());
  }

  /** Whether {@code method}, which is eligible, returns a user's subclass of CompletableFuture. */
  static boolean isOwnFuture(MethodNode method) {
    return !PLAIN_FUTURES.contains(Type.getReturnType(method.desc).getInternalName());
  }

  /**
   * Whether {@code method} says that it is async. Compilers copy annotations onto bridges, which
   * only call the method that is meant.
   */
  static boolean statesIntent(MethodNode method) {
    return isAnnotated(method) && (method.access & Opcodes.ACC_BRIDGE) == 0;
  }

  private static boolean isAnnotated(MethodNode method) {
    if (method.visibleAnnotations == null) {
      return false;
    }
    for (AnnotationNode annotation : method.visibleAnnotations) {
      if (annotation.desc.equals(RuntimeNames.ASYNC_METHOD)) {
        return true;
      }
    }
    return false;
  }

  private Optional<Rejection> rejection(MethodNode method, int line, Reason reason, String detail) {
    return Optional.of(owner.rejection(method, line, reason, detail));
  }
}
