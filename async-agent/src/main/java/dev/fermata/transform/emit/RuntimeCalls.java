package dev.fermata.transform.emit;

import static dev.fermata.transform.model.RuntimeNames.BODY;
import static dev.fermata.transform.model.RuntimeNames.CONTINUATION;
import static dev.fermata.transform.model.RuntimeNames.EA_ASYNC_RUNTIME;
import static dev.fermata.transform.model.RuntimeNames.FUTURE;
import static dev.fermata.transform.model.RuntimeNames.STAGE;
import static dev.fermata.transform.model.RuntimeNames.TASK;

import dev.fermata.transform.model.Dialect;
import dev.fermata.transform.plan.MethodPlan;
import dev.fermata.transform.plan.SuspensionPoint;
import java.util.stream.Collectors;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** Every call that emitted code makes into {@code async-core}: the whole binary interface. */
final class RuntimeCalls {

  private RuntimeCalls() {}

  // Stack: stage -> boolean
  static MethodInsnNode isReady() {
    return onContinuation("isReady", "(L" + STAGE + ";)Z");
  }

  // Stack: stage -> value
  static MethodInsnNode result() {
    return onContinuation("result", "(L" + STAGE + ";)Ljava/lang/Object;");
  }

  // Stack: value, continuation -> future
  static MethodInsnNode completed() {
    return onContinuation(
        "completed", "(Ljava/lang/Object;L" + CONTINUATION + ";)L" + FUTURE + ";");
  }

  // Stack: throwable -> task
  static MethodInsnNode failed() {
    return onContinuation("failed", "(Ljava/lang/Throwable;)L" + TASK + ";");
  }

  // Stack: method name -> task
  static MethodInsnNode returnedNull() {
    return onContinuation("returnedNull", "(Ljava/lang/String;)L" + TASK + ";");
  }

  // Stack: task, future -> the same future
  static MethodInsnNode forward(Dialect dialect) {
    return new MethodInsnNode(
        Opcodes.INVOKESTATIC,
        dialect == Dialect.FERMATA ? CONTINUATION : EA_ASYNC_RUNTIME,
        "forward",
        "(L" + TASK + ";L" + FUTURE + ";)L" + FUTURE + ";",
        false);
  }

  private static MethodInsnNode onContinuation(String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, CONTINUATION, name, descriptor, false);
  }

  // Stack: frame -> state
  static MethodInsnNode state() {
    return onFrame("state", "()I");
  }

  // Stack: frame -> stage
  static MethodInsnNode resumed() {
    return onFrame("resumed", "()L" + STAGE + ";");
  }

  // Stack: frame, stage, state -> task
  static MethodInsnNode suspend(Dialect dialect) {
    return dialect == Dialect.FERMATA
        ? onFrame("suspend", "(L" + STAGE + ";I)L" + TASK + ";")
        : new MethodInsnNode(
            Opcodes.INVOKESTATIC,
            EA_ASYNC_RUNTIME,
            "suspend",
            "(L" + CONTINUATION + ";L" + STAGE + ";I)L" + TASK + ";",
            false);
  }

  private static MethodInsnNode onFrame(String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKEVIRTUAL, CONTINUATION, name, descriptor, false);
  }

  // Stack: -> body; linked at the first suspension, and the same object ever after
  static InvokeDynamicInsnNode body(MethodPlan plan) {
    var bootstrap =
        new Handle(
            Opcodes.H_INVOKESTATIC,
            CONTINUATION,
            "body",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
                + "Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;"
                + "Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;)"
                + "Ljava/lang/invoke/CallSite;",
            false);
    var resume =
        new Handle(
            Opcodes.H_INVOKESTATIC,
            plan.owner().name(),
            plan.resumeName(),
            MethodPlan.RESUME_DESCRIPTOR,
            plan.owner().isInterface());
    return new InvokeDynamicInsnNode(
        "body",
        "()L" + BODY + ";",
        bootstrap,
        resume,
        plan.method().name,
        plan.owner().sourceFile(),
        linesByState(plan));
  }

  private static String linesByState(MethodPlan plan) {
    return plan.suspensions().stream()
        .map(SuspensionPoint::call)
        .map(call -> Integer.toString(call.line()))
        .collect(Collectors.joining(","));
  }
}
