package dev.fermata.transform.verify;

import dev.fermata.transform.analysis.Assignability;
import dev.fermata.transform.analysis.StackMapVerifier;
import dev.fermata.transform.plan.ClassPlan;
import dev.fermata.transform.plan.MethodPlan;
import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/** Reads a class file back as the JVM will, and checks every method that was emitted. */
public final class EmissionVerifier {

  private final Assignability assignability;

  public EmissionVerifier(Assignability assignability) {
    this.assignability = assignability;
  }

  /** What is wrong, and whose emission it is. */
  public record Fault(MethodPlan plan, String detail) {}

  /** The first emitted method in {@code classFile} that the JVM would reject. */
  public Optional<Fault> firstFault(byte[] classFile, ClassPlan plan) {
    var node = new ClassNode();
    new ClassReader(classFile).accept(node, ClassReader.EXPAND_FRAMES);
    for (MethodPlan method : plan.methods()) {
      for (MethodNode emitted : node.methods) {
        Optional<String> fault =
            method.emits(emitted) ? fault(node.name, emitted) : Optional.empty();
        if (fault.isPresent()) {
          return Optional.of(new Fault(method, fault.get()));
        }
      }
    }
    return Optional.empty();
  }

  /** What the JVM would reject in the hidden class that holds the state machine of {@code plan}. */
  public Optional<Fault> faultInHidden(byte[] classFile, MethodPlan plan) {
    var node = new ClassNode();
    new ClassReader(classFile).accept(node, ClassReader.EXPAND_FRAMES);
    for (MethodNode emitted : node.methods) {
      Optional<String> fault = fault(node.name, emitted);
      if (fault.isPresent()) {
        return Optional.of(new Fault(plan, fault.get()));
      }
    }
    return Optional.empty();
  }

  private Optional<String> fault(String owner, MethodNode method) {
    try {
      new StackMapVerifier(owner, method, assignability).verify((insn, before) -> {});
      return Optional.empty();
    } catch (AnalyzerException e) {
      return Optional.of(method.name + method.desc + ": " + e.getMessage());
    } catch (RuntimeException | AssertionError e) {
      return Optional.of(method.name + method.desc + ": " + e);
    }
  }
}
