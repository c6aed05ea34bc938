package dev.fermata.transform.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The target classes as one compiler made them.
 *
 * @param compiler which one
 * @param classFiles by internal name, in alphabetical order
 */
public record TargetClasses(String compiler, Map<String, byte[]> classFiles) {

  static final String PACKAGE = "dev/fermata/transform/targets";

  private static final Path SOURCES = Path.of("src", "test", "java").resolve(PACKAGE);
  private static final Path NEWER_SOURCES = Path.of("src", "test");

  /** Name of a scenario within its class, for display and lookup. */
  public record Name(String className, String method) {
    @Override
    public String toString() {
      return className.substring(className.lastIndexOf('.') + 1) + "." + method;
    }
  }

  /** Everything there is: the build's own class files, and what other releases make of them. */
  static List<TargetClasses> all() {
    var all = new ArrayList<TargetClasses>();
    all.add(ofTheBuild());
    all.add(compiled(8, sources(SOURCES, 1)));
    all.add(compiled(11, sources(SOURCES, 1)));
    int running = Runtime.version().feature();
    if (running > 17) {
      List<Path> sources = new ArrayList<>(sources(SOURCES, 2));
      for (int release = 18; release <= running; release++) {
        sources.addAll(sources(NEWER_SOURCES.resolve("java" + release), 10));
      }
      all.add(compiled(running, sources));
    }
    return all;
  }

  /** The class files on the class path, where they lie untransformed. */
  public static TargetClasses ofTheBuild() {
    try {
      Path folder = Path.of(Script.class.getResource("/" + PACKAGE).toURI());
      Path root = folder.getParent().getParent().getParent().getParent();
      Map<String, byte[]> classFiles = new TreeMap<>();
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : (Iterable<Path>) files.filter(TargetClasses::isClassFile)::iterator) {
          String path = root.relativize(file).toString().replace('\\', '/');
          classFiles.put(path.substring(0, path.length() - 6), Files.readAllBytes(file));
        }
      }
      return new TargetClasses("build", classFiles);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isClassFile(Path file) {
    return file.toString().endsWith(".class");
  }

  private static TargetClasses compiled(int release, List<Path> sources) {
    return new TargetClasses("release " + release, InMemoryCompiler.compile(release, sources));
  }

  private static List<Path> sources(Path folder, int depth) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Static methods that take a script and return an object, other than those of nested classes. */
  public List<Name> scenarios() {
    var names = new ArrayList<Name>();
    classFiles.forEach(
        (name, classFile) -> {
          if (name.indexOf('$') < 0) {
            var node = new ClassNode();
            new ClassReader(classFile).accept(node, ClassReader.SKIP_CODE);
            for (MethodNode method : node.methods) {
              if (isScenario(method)) {
                names.add(new Name(name.replace('/', '.'), method.name));
              }
            }
          }
        });
    return names;
  }

  private static boolean isScenario(MethodNode method) {
    int excluded = Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC;
    return (method.access & Opcodes.ACC_STATIC) != 0
        && (method.access & excluded) == 0
        && method.desc.startsWith("(" + Type.getDescriptor(Script.class) + ")L");
  }
}
