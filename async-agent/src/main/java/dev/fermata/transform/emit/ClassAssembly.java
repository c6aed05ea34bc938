package dev.fermata.transform.emit;

import dev.fermata.transform.analysis.ClassHierarchy;
import dev.fermata.transform.plan.ClassPlan;
import dev.fermata.transform.plan.MethodPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The new class file. All that no plan speaks of is copied byte by byte; an entry stands where its
 * method stood; what is new comes last.
 */
public final class ClassAssembly {

  private final ClassReader reader;
  private final ClassPlan plan;
  private final Map<MethodPlan.Key, MethodNode> entries = new HashMap<>();
  private final List<MethodNode> additions = new ArrayList<>();
  private final List<HiddenMachine> hidden = new ArrayList<>();

  private ClassAssembly(ClassReader reader, ClassPlan plan) {
    this.reader = reader;
    this.plan = plan;
    plan.joins().forEach(join -> entries.put(join.key(), EaAsyncCode.joined(join)));
  }

  /** Emits all methods of {@code plan}, which is used up: emission takes its instructions. */
  public static ClassAssembly of(ClassReader reader, ClassPlan plan) {
    var assembly = new ClassAssembly(reader, plan);
    for (MethodPlan method : plan.methods()) {
      assembly.entries.put(method.key(), new EntryMethod(method).emit());
      assembly.additions.addAll(new StateMachine(method).emit());
      assembly.additions.add(ResumeMethod.emit(method));
    }
    return assembly;
  }

  /**
   * As {@link #of}, for a class that is loaded already and takes no new methods: each state machine
   * becomes a hidden class, which the entry carries with it as constants.
   *
   * @param node the class that the plan was made of
   * @throws MethodDoesNotFitException when a state machine is larger than 64 KB
   */
  public static ClassAssembly ofLoaded(
      ClassReader reader, ClassPlan plan, ClassNode node, ClassHierarchy hierarchy)
      throws MethodDoesNotFitException {
    var assembly = new ClassAssembly(reader, plan);
    var host = new HostMembers(node, hierarchy);
    for (MethodPlan method : plan.methods()) {
      MethodNode entry = new EntryMethod(method).emit();
      var machine = new HiddenMachine(method, host);
      machine.linkFrom(entry);
      assembly.entries.put(method.key(), entry);
      assembly.hidden.add(machine);
    }
    return assembly;
  }

  /** The hidden classes of a class that is loaded already; otherwise none. */
  public List<HiddenMachine> hidden() {
    return hidden;
  }

  /**
   * The class file.
   *
   * @throws MethodDoesNotFitException when a state machine is larger than 64 KB
   */
  public byte[] classFile() throws MethodDoesNotFitException {
    var writer = new NonLoadingClassWriter(reader);
    reader.accept(new Substitution(writer), 0);
    try {
      return writer.toByteArray();
    } catch (MethodTooLargeException e) {
      throw new MethodDoesNotFitException(planOf(e), e);
    }
  }

  private MethodPlan planOf(MethodTooLargeException e) {
    return plan.methods().stream()
        .filter(method -> method.machineName().equals(e.getMethodName()))
        .filter(method -> method.machineDescriptor().equals(e.getDescriptor()))
        .findFirst()
        .orElseThrow(() -> e);
  }

  private final class Substitution extends ClassVisitor {
    Substitution(ClassWriter writer) {
      super(Opcodes.ASM9, writer);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodNode entry = entries.get(new MethodPlan.Key(name, descriptor));
      if (entry == null) {
        return super.visitMethod(access, name, descriptor, signature, exceptions);
      }
      entry.accept(cv);
      return null;
    }

    @Override
    public void visitEnd() {
      additions.forEach(method -> method.accept(cv));
      super.visitEnd();
    }
  }
}
