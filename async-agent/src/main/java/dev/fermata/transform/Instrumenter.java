package dev.fermata.transform;

import dev.fermata.transform.analysis.ClassHierarchy;
import dev.fermata.transform.emit.ClassAssembly;
import dev.fermata.transform.emit.HiddenMachine;
import dev.fermata.transform.emit.MethodDoesNotFitException;
import dev.fermata.transform.model.ClassFiles;
import dev.fermata.transform.model.Rejection;
import dev.fermata.transform.plan.ClassPlan;
import dev.fermata.transform.plan.MethodPlan;
import dev.fermata.transform.verify.EmissionVerifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.tree.ClassNode;

/**
 * Turns the async methods of a class file into state machines: read, plan, assemble, verify.
 *
 * <p>Loads no class, keeps no state between class files, and gives the same bytes for the same
 * input. Its own output it leaves untouched, since nothing in it awaits any more. Not thread-safe;
 * make one for each class file or thread.
 *
 * <pre>{@code
 * Outcome outcome = new Instrumenter(ClassFiles.of(loader)).instrument(bytes);
 * outcome.rejections().forEach(rejection -> log(rejection.message()));
 * return outcome.classFile().orElse(bytes);
 * }</pre>
 */
public final class Instrumenter {

  private final ClassHierarchy hierarchy;
  private final CompilationLimit limit;
  private final boolean loaded;

  /**
   * Makes an instrumenter.
   *
   * @param classFiles where superclasses are looked up
   */
  public Instrumenter(ClassFiles classFiles) {
    this(classFiles, CompilationLimit.OF_HOTSPOT, false);
  }

  Instrumenter(ClassFiles classFiles, CompilationLimit limit) {
    this(classFiles, limit, false);
  }

  private Instrumenter(ClassFiles classFiles, CompilationLimit limit, boolean loaded) {
    this.hierarchy = new ClassHierarchy(classFiles);
    this.limit = limit;
    this.loaded = loaded;
  }

  /**
   * An instrumenter for classes that are loaded already. What it changes is method bodies only, as
   * the JVM demands of a redefinition: state machines go to hidden classes, defined at the first
   * call.
   */
  public static Instrumenter ofLoadedClasses(ClassFiles classFiles) {
    return new Instrumenter(classFiles, CompilationLimit.OF_HOTSPOT, true);
  }

  /** Whether {@code classFile} can concern us at all: a quick look, often wrong with yes. */
  public static boolean mayConcern(byte[] classFile) {
    return AwaitMention.in(classFile);
  }

  /**
   * Instruments one class file.
   *
   * @throws UnsupportedClassFileException when it is newer than this version of Fermata can read
   * @throws MalformedClassFileException when it is not a well-formed class file
   */
  public Outcome instrument(byte[] classFile) {
    if (!AwaitMention.in(classFile)) {
      return Outcome.UNTOUCHED;
    }
    ClassReader reader = ClassFileReader.open(classFile);
    // What only shows in emitted code is left out of the next attempt, method by method.
    Map<MethodPlan.Key, Rejection> unfit = new HashMap<>();
    Set<MethodPlan.Key> compact = new HashSet<>();
    while (true) {
      ClassNode node = ClassFileReader.read(reader); // anew each time: emission uses it up
      hierarchy.add(node);
      new StackMapCompletion(hierarchy).complete(node);
      ClassPlan plan = ClassPlan.of(node, hierarchy, unfit, compact);
      if (plan.changesNothing()) {
        return new Outcome(Optional.empty(), 0, plan.rejections(), plan.warnings());
      }
      try {
        ClassAssembly assembly =
            loaded
                ? ClassAssembly.ofLoaded(reader, plan, node, hierarchy)
                : ClassAssembly.of(reader, plan);
        byte[] transformed = assembly.classFile();
        Optional<EmissionVerifier.Fault> fault = firstFault(transformed, plan, assembly);
        if (fault.isEmpty()) {
          List<MethodPlan> outgrown =
              loaded
                  ? limit.outgrown(assembly.hidden(), reader)
                  : limit.outgrown(plan, reader, new ClassReader(transformed));
          if (makeCompact(outgrown, compact)) {
            continue;
          }
          return outcome(transformed, plan, outgrown);
        }
        reject(fault.get().plan(), Rejection.Reason.NOT_VERIFIABLE, fault.get().detail(), unfit);
      } catch (MethodDoesNotFitException e) {
        if (!makeCompact(List.of(e.plan()), compact)) {
          reject(e.plan(), Rejection.Reason.TOO_LARGE, "", unfit);
        }
      } catch (ClassTooLargeException e) {
        plan.methods()
            .forEach(method -> reject(method, Rejection.Reason.TOO_MANY_CONSTANTS, "", unfit));
      } catch (RuntimeException e) {
        // A damaged constant that no analysis reads shows only now, when it is copied.
        throw MalformedClassFileException.because(e);
      }
    }
  }

  /** Whether another attempt makes sense: one that was compact already can be no shorter. */
  private static boolean makeCompact(List<MethodPlan> methods, Set<MethodPlan.Key> compact) {
    boolean changed = false;
    for (MethodPlan method : methods) {
      changed |= compact.add(method.key());
    }
    return changed;
  }

  private static Outcome outcome(byte[] transformed, ClassPlan plan, List<MethodPlan> outgrown) {
    List<Rejection> warnings = new ArrayList<>(plan.warnings());
    for (MethodPlan method : outgrown) {
      warnings.add(method.rejection(Rejection.Reason.NEVER_COMPILED, ""));
    }
    return new Outcome(
        Optional.of(transformed), plan.methods().size(), plan.rejections(), warnings);
  }

  private Optional<EmissionVerifier.Fault> firstFault(
      byte[] transformed, ClassPlan plan, ClassAssembly assembly) {
    var verifier = new EmissionVerifier(hierarchy);
    Optional<EmissionVerifier.Fault> fault = verifier.firstFault(transformed, plan);
    for (HiddenMachine hidden : assembly.hidden()) {
      if (fault.isEmpty()) {
        fault = verifier.faultInHidden(hidden.classFile(), hidden.plan());
      }
    }
    return fault;
  }

  private static void reject(
      MethodPlan plan,
      Rejection.Reason reason,
      String detail,
      Map<MethodPlan.Key, Rejection> unfit) {
    unfit.put(plan.key(), plan.rejection(reason, detail));
  }
}
