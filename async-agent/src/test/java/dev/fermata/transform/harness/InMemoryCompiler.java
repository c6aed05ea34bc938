package dev.fermata.transform.harness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The javac of the running JDK, from source files to class files that touch no disk. */
public final class InMemoryCompiler {

  private InMemoryCompiler() {}

  /** Class files by internal name. */
  public static Map<String, byte[]> compile(int release, Collection<Path> sources) {
    return compile(
        List.of("--release", Integer.toString(release), "-g", "-parameters"),
        sources.stream().map(Path::toFile).toList(),
        List.of());
  }

  /** Class files by internal name; {@code source} is a compilation unit named {@code fileName}. */
  public static Map<String, byte[]> compile(List<String> options, String fileName, String source) {
    var unit =
        new SimpleJavaFileObject(URI.create("source:///" + fileName), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    return compile(options, List.of(), List.of(unit));
  }

  private static Map<String, byte[]> compile(
      List<String> options, List<java.io.File> files, List<JavaFileObject> units) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var messages = new StringWriter();
    try (StandardJavaFileManager standard =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      var all = new java.util.ArrayList<JavaFileObject>(units);
      standard.getJavaFileObjectsFromFiles(files).forEach(all::add);
      var classFiles = new ClassFileStore(standard);
      var arguments = new java.util.ArrayList<String>(options);
      arguments.addAll(
          List.of("-proc:none", "-nowarn", "-classpath", System.getProperty("java.class.path")));
      if (!compiler.getTask(messages, classFiles, null, arguments, null, all).call()) {
        throw new IllegalStateException("javac " + options + "\n" + messages);
      }
      return classFiles.contents();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class ClassFileStore extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> outputs = new TreeMap<>();

    ClassFileStore(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      var output = new ByteArrayOutputStream();
      String name = className.replace('.', '/');
      outputs.put(name, output);
      return new SimpleJavaFileObject(URI.create("memory:///" + name + ".class"), kind) {
        @Override
        public OutputStream openOutputStream() {
          return output;
        }
      };
    }

    Map<String, byte[]> contents() {
      Map<String, byte[]> contents = new TreeMap<>();
      outputs.forEach((name, output) -> contents.put(name, output.toByteArray()));
      return contents;
    }
  }
}
