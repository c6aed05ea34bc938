package dev.fermata.transform.harness;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
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
    return compile(options, Map.of(fileName, source));
  }

  /** Class files by internal name, from compilation units by file name. */
  public static Map<String, byte[]> compile(List<String> options, Map<String, String> sources) {
    var units = new ArrayList<JavaFileObject>();
    sources.forEach((fileName, source) -> units.add(new SourceText(fileName, source)));
    return compile(options, List.of(), units);
  }

  private static Map<String, byte[]> compile(
      List<String> options, List<File> files, List<JavaFileObject> units) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var messages = new StringWriter();
    try (StandardJavaFileManager standard =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      var all = new ArrayList<JavaFileObject>(units);
      standard.getJavaFileObjectsFromFiles(files).forEach(all::add);
      var classFiles = new ClassFileStore(standard);
      var arguments = new ArrayList<String>(options);
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

  private static final class SourceText extends SimpleJavaFileObject {
    private final String source;

    SourceText(String fileName, String source) {
      super(URI.create("source:///" + fileName), Kind.SOURCE);
      this.source = source;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return source;
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
