package dev.fermata.transform.plan;

import dev.fermata.transform.analysis.AwaitCall;
import dev.fermata.transform.analysis.ClassHierarchy;
import dev.fermata.transform.analysis.MethodFacts;
import dev.fermata.transform.analysis.TypeValue;
import dev.fermata.transform.model.Dialect;
import dev.fermata.transform.model.Rejection.Reason;
import dev.fermata.transform.plan.MethodPlan.AsyncClass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/** Decides, method by method of one class, what is to become of it. */
final class Planner {

  private static final int MAX_ARGUMENT_SLOTS = 255;

  private final AsyncClass owner;
  private final int classVersion;
  private final Eligibility eligibility;
  private final EaAsyncJoins eaAsync;
  private final NameableTypes nameable;
  private final RestoringCasts casts;
  private final Set<String> takenNames;
  private final Set<String> machines = new HashSet<>();
  private final Set<String> savePrefixes = new HashSet<>();
  private final Set<MethodPlan.Key> compact;

  /**
   * @param methods all methods of the class: new ones must not clash with them
   * @param compact those that are to become short machines
   */
  Planner(
      AsyncClass owner,
      int classVersion,
      List<MethodNode> methods,
      ClassHierarchy hierarchy,
      Set<MethodPlan.Key> compact) {
    this.compact = compact;
    this.owner = owner;
    this.classVersion = classVersion;
    this.eligibility = new Eligibility(owner, hierarchy);
    this.eaAsync = new EaAsyncJoins(owner);
    this.nameable = new NameableTypes(owner.name(), hierarchy);
    this.casts = new RestoringCasts(hierarchy);
    this.takenNames = new HashSet<>();
    methods.forEach(method -> takenNames.add(method.name));
  }

  /** Decides about {@code method}. */
  Decision decide(MethodNode method) {
    List<AwaitCall> calls = AwaitCall.in(method);
    try {
      return decide(method, calls);
    } catch (AnalyzerException e) {
      return unverifiable(method, calls, String.valueOf(e.getMessage()));
    } catch (RuntimeException | AssertionError e) {
      // ASM meets descriptors and operands that make no sense with whatever comes of it.
      return unverifiable(method, calls, e.toString());
    }
  }

  private Decision decide(MethodNode method, List<AwaitCall> calls) throws AnalyzerException {
    var obstacle = eligibility.obstacle(method, calls);
    if (obstacle.isPresent()) {
      return eaAsync.joinsInstead(method, calls, obstacle.get().reason())
          ? new Decision.Joined(eaAsync.joined(method, calls))
          : new Decision.Rejected(obstacle.get());
    }
    if (calls.isEmpty()) {
      return AwaitCall.callsEaAsyncInit(method)
          ? new Decision.Joined(eaAsync.joined(method, calls))
          : new Decision.Untouched();
    }
    if (classVersion < Opcodes.V1_8) {
      return reject(method, calls.get(0).line(), Reason.OLD_CLASS_FILE, "version " + classVersion);
    }
    return plan(method, calls);
  }

  private Decision plan(MethodNode method, List<AwaitCall> calls) throws AnalyzerException {
    var facts = new MethodFacts(owner.name(), method, calls);
    Dialect dialect = calls.get(0).dialect();
    boolean holdsMonitors = false;
    for (AwaitCall call : calls) {
      if (facts.monitorsHeld(call.insn()) > 0) {
        if (dialect == Dialect.FERMATA) {
          return reject(method, call.line(), Reason.MONITOR_HELD, "");
        }
        holdsMonitors = true;
      }
      if (dialect == Dialect.EA_ASYNC && !call.takesStageGivesObject()) {
        return unverifiable(method, calls, "no await has the descriptor " + call.insn().desc);
      }
    }
    boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
    boolean receiverOverwritten =
        !isStatic && (storesToLocalZero(method) || losesReceiver(calls, facts));
    int parameterSlots = MethodPlan.parameterSlots(method);
    if (parameterSlots + 1 > MAX_ARGUMENT_SLOTS) {
      return reject(method, calls.get(0).line(), Reason.TOO_MANY_PARAMETERS, "");
    }
    Frame<BasicValue> parameters = facts.parameterTypes();
    var assignments = new ArrayList<SlotAssignment>();
    for (AwaitCall call : calls) {
      assignments.add(
          new SlotAssignment(
                  call, nameable.in(facts.typesBefore(call.insn())), casts, isStatic ? 0 : 1)
              .assign(facts, parameters, parameterSlots, !isStatic && !receiverOverwritten));
    }
    FrameShape shape = largest(assignments);
    var suspensions = new ArrayList<SuspensionPoint>();
    for (SlotAssignment assignment : assignments) {
      suspensions.add(assignment.point(suspensions.size(), shape.references()));
    }
    Set<AbstractInsnNode> allocations = uninitializedAcross(calls, facts);
    if (!Collections.disjoint(allocations, facts.comparedAllocations())) {
      return unverifiable(method, calls, "an object is compared before its constructor has run");
    }
    return new Decision.Transformed(
        new MethodPlan(
            owner,
            method,
            machineName(method, dialect),
            resumeName(method, dialect),
            savePrefix(method),
            compact.contains(new MethodPlan.Key(method.name, method.desc)),
            dialect,
            Eligibility.isOwnFuture(method),
            shape,
            receiverOverwritten,
            List.copyOf(suspensions),
            allocations,
            constructions(allocations, facts),
            holdsMonitors ? facts.monitorEnters() : Map.of()));
  }

  private static FrameShape largest(List<SlotAssignment> assignments) {
    int references = 0;
    int words = 0;
    for (SlotAssignment assignment : assignments) {
      references = Math.max(references, assignment.shape().references());
      words = Math.max(words, assignment.shape().words());
    }
    return new FrameShape(references, words);
  }

  private static boolean storesToLocalZero(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof VarInsnNode access
          && access.getOpcode() >= Opcodes.ISTORE
          && access.var == 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether a stack map no longer says what local 0 is, though nothing else was stored there. */
  private static boolean losesReceiver(List<AwaitCall> calls, MethodFacts facts) {
    BasicValue receiver = facts.parameterTypes().getLocal(0);
    return calls.stream()
        .map(call -> facts.typesBefore(call.insn()).getLocal(0))
        .anyMatch(local -> !local.equals(receiver));
  }

  /** Overloads may share the name of their machine, whose parameters differ as theirs do. */
  private String machineName(MethodNode method, Dialect dialect) {
    String wanted = (dialect == Dialect.FERMATA ? "async$" : "machine$") + method.name;
    String parameters = method.desc.substring(0, method.desc.indexOf(')') + 1);
    String name = wanted;
    for (int i = 1; takenNames.contains(name) || !machines.add(name + parameters); i++) {
      name = wanted + "$" + i;
    }
    return name;
  }

  /** What ea-async resumes a method by is called async$NAME, and some have come to rely on that. */
  private String resumeName(MethodNode method, Dialect dialect) {
    String wanted = "async$" + method.name + (dialect == Dialect.FERMATA ? "$resume" : "");
    String name = wanted;
    for (int i = 1; !takenNames.add(name); i++) {
      name = wanted + "$" + i;
    }
    return name;
  }

  private String savePrefix(MethodNode method) {
    String wanted = "async$" + method.name + "$save";
    String prefix = wanted + "_";
    for (int i = 1; isTaken(prefix); i++) {
      prefix = wanted + "$" + i + "_";
    }
    savePrefixes.add(prefix);
    return prefix;
  }

  private boolean isTaken(String prefix) {
    return savePrefixes.contains(prefix)
        || takenNames.stream().anyMatch(name -> name.startsWith(prefix));
  }

  private static Set<AbstractInsnNode> uninitializedAcross(
      List<AwaitCall> calls, MethodFacts facts) {
    Set<AbstractInsnNode> allocations = new LinkedHashSet<>();
    for (AwaitCall call : calls) {
      Frame<BasicValue> frame = facts.typesBefore(call.insn());
      for (int i = 0; i < frame.getLocals() + frame.getStackSize(); i++) {
        BasicValue value =
            i < frame.getLocals() ? frame.getLocal(i) : frame.getStack(i - frame.getLocals());
        if (value instanceof TypeValue.Uninitialized uninitialized) {
          allocations.add(uninitialized.allocation());
        }
      }
    }
    return allocations;
  }

  private static List<DeferredConstruction> constructions(
      Set<AbstractInsnNode> allocations, MethodFacts facts) {
    var constructions = new ArrayList<DeferredConstruction>();
    if (allocations.isEmpty()) {
      return constructions;
    }
    for (MethodInsnNode call : facts.constructorCalls()) {
      DeferredConstruction.of(call, facts.typesBefore(call), allocations)
          .ifPresent(constructions::add);
    }
    return List.copyOf(constructions);
  }

  private Decision unverifiable(MethodNode method, List<AwaitCall> calls, String detail) {
    int line = calls.isEmpty() ? 0 : calls.get(0).line();
    return reject(method, line, Reason.NOT_VERIFIABLE, detail);
  }

  private Decision reject(MethodNode method, int line, Reason reason, String detail) {
    return new Decision.Rejected(owner.rejection(method, line, reason, detail));
  }
}
