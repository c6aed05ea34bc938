package dev.fermata.transform.harness;

import dev.fermata.async.Async;
import dev.fermata.transform.Instrumenter;
import dev.fermata.transform.Outcome;
import dev.fermata.transform.model.ClassFiles;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.SimpleRemapper;

/** The two things that are done to target classes before they run. */
public final class Rewriting {

  private Rewriting() {}

  /** Lets every await block its thread. */
  public static Map<String, byte[]> blocking(Map<String, byte[]> classFiles) {
    var remapper =
        new SimpleRemapper(
            Opcodes.ASM9,
            Type.getInternalName(Async.class),
            Type.getInternalName(BlockingAwait.class));
    Map<String, byte[]> rewritten = new TreeMap<>();
    classFiles.forEach(
        (name, classFile) -> {
          var writer = new ClassWriter(0);
          new ClassReader(classFile).accept(new ClassRemapper(writer, remapper), 0);
          rewritten.put(name, writer.toByteArray());
        });
    return rewritten;
  }

  /**
   * Transforms every class.
   *
   * @throws AssertionError when a method is rejected: targets contain only what is supported
   */
  public static Map<String, byte[]> transformed(Map<String, byte[]> classFiles) {
    return transformed(classFiles, Instrumenter::new);
  }

  /** The same, with the instrumenter given. */
  public static Map<String, byte[]> transformed(
      Map<String, byte[]> classFiles, Function<ClassFiles, Instrumenter> instrumenter) {
    Map<String, byte[]> rewritten = new TreeMap<>();
    classFiles.forEach(
        (name, classFile) -> {
          Outcome outcome = instrumenter.apply(lookup(classFiles)).instrument(classFile);
          outcome
              .rejections()
              .forEach(
                  rejection -> {
                    throw new AssertionError(rejection.message());
                  });
          rewritten.put(name, outcome.classFile().orElse(classFile));
        });
    return rewritten;
  }

  /** Looks among {@code classFiles} first, then on the class path. */
  public static ClassFiles lookup(Map<String, byte[]> classFiles) {
    ClassFiles classPath = ClassFiles.of(Rewriting.class.getClassLoader());
    return name -> {
      byte[] classFile = classFiles.get(name);
      return classFile != null ? classFile : classPath.find(name);
    };
  }
}
