package dev.fermata.transform.corpus;

import dev.fermata.transform.Instrumenter;
import dev.fermata.transform.Outcome;
import dev.fermata.transform.model.ClassFiles;
import dev.fermata.transform.model.Rejection;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.MethodTooLargeException;

/**
 * Some class files that belong together, made to await, transformed, and shown to the JVM's
 * verifier.
 */
final class Corpus {

  private final String name;
  private final Map<String, byte[]> classFiles;
  private final boolean definable;
  private final Map<String, byte[]> transformed = new TreeMap<>();
  private final Map<Rejection.Reason, Integer> rejections = new EnumMap<>(Rejection.Reason.class);
  private final List<String> faults = new ArrayList<>();
  private int methods;
  private int awaits;
  private int transformedMethods;
  private int tooLargeToRewrite;
  private int linked;
  private int linkedMethods;
  private int notLinkable;

  /**
   * @param classFiles by internal name
   * @param definable whether the JVM lets a class loader of ours define them
   */
  Corpus(String name, Map<String, byte[]> classFiles, boolean definable) {
    this.name = name;
    this.classFiles = classFiles;
    this.definable = definable;
  }

  /** Does it all; the faults are what must not be. */
  List<String> faults() {
    ClassFiles classPath = ClassFiles.of(Corpus.class.getClassLoader());
    ClassFiles lookup =
        internalName -> {
          byte[] classFile = classFiles.get(internalName);
          return classFile != null ? classFile : classPath.find(internalName);
        };
    classFiles.forEach((internalName, classFile) -> transform(internalName, classFile, lookup));
    if (definable) {
      var loader = new CorpusLoader(transformed);
      transformed.keySet().forEach(internalName -> link(internalName.replace('/', '.'), loader));
    }
    System.out.println(this);
    return faults;
  }

  private void transform(String internalName, byte[] classFile, ClassFiles lookup) {
    AwaitInsertion.Rewritten rewritten;
    try {
      rewritten = AwaitInsertion.rewrite(classFile);
    } catch (ClassTooLargeException | MethodTooLargeException e) {
      tooLargeToRewrite++;
      return;
    }
    methods += rewritten.methods();
    awaits += rewritten.awaits();
    try {
      Outcome outcome = new Instrumenter(lookup).instrument(rewritten.classFile());
      transformedMethods += outcome.transformedMethods();
      outcome.rejections().forEach(this::count);
      transformed.put(internalName, outcome.classFile().orElse(rewritten.classFile()));
    } catch (RuntimeException e) {
      faults.add(internalName + ": " + e);
    }
  }

  private void count(Rejection rejection) {
    rejections.merge(rejection.reason(), 1, Integer::sum);
    if (rejection.reason() == Rejection.Reason.NOT_VERIFIABLE) {
      faults.add(rejection.message());
    }
  }

  /** Asking for the methods of a class makes the JVM link it, without initialising it. */
  private void link(String className, CorpusLoader loader) {
    try {
      Method[] methods = loader.loadClass(className).getDeclaredMethods();
      linkedMethods += methods.length;
      linked++;
    } catch (VerifyError | ClassFormatError e) {
      faults.add(className + ": " + e);
    } catch (ClassNotFoundException | LinkageError | SecurityException e) {
      notLinkable++; // it needs what is not on the class path
    }
  }

  @Override
  public String toString() {
    return name
        + ": "
        + classFiles.size()
        + " classes, "
        + methods
        + " methods with "
        + awaits
        + " awaits, "
        + transformedMethods
        + " methods transformed, rejected "
        + rejections
        + ", classes too large to be made to await "
        + tooLargeToRewrite
        + ", classes linked "
        + linked
        + " with "
        + linkedMethods
        + " methods"
        + ", not linkable "
        + notLinkable
        + ", faults "
        + faults.size();
  }
}
