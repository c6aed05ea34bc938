package dev.fermata.javac;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A compilation in this JVM, with the plugin from the class path of the build. */
final class PluginCompilation {

  static final String CLASS_PATH = System.getProperty("java.class.path");

  private final List<String> options = new ArrayList<>();

  /** What javac said and whether it was content. */
  record Result(boolean success, List<Diagnostic<? extends JavaFileObject>> errors, String output) {

    /** As in {@code 3:12 message}. */
    List<String> messages() {
      return errors.stream()
          .map(
              error ->
                  error.getLineNumber()
                      + ":"
                      + error.getColumnNumber()
                      + " "
                      + error.getMessage(Locale.ROOT))
          .toList();
    }
  }

  /**
   * @param plugin the argument with its own arguments, as in {@code -Xplugin:Fermata check}
   */
  PluginCompilation(String plugin, String... more) {
    options.add(plugin);
    options.addAll(List.of(more));
    options.addAll(List.of("-g", "-processorpath", CLASS_PATH, "-classpath", CLASS_PATH));
  }

  /** A compilation that instruments into {@code directory}. */
  static PluginCompilation into(Path directory, String... more) {
    var compilation = new PluginCompilation("-Xplugin:Fermata", more);
    compilation.options.addAll(List.of("-XDaccessInternalAPI", "-d", directory.toString()));
    return compilation;
  }

  Result compile(Map<String, String> sources) throws IOException {
    try (StandardJavaFileManager files =
        ToolProvider.getSystemJavaCompiler()
            .getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      var units = new ArrayList<JavaFileObject>();
      sources.forEach(
          (name, source) -> units.add(new Source(URI.create("source:///" + name), source)));
      return compile(files, units);
    }
  }

  /** Compiles files that lie below {@code root}. */
  Result compileFiles(Path root, Map<String, String> sources) throws IOException {
    var paths = new ArrayList<Path>();
    for (var source : sources.entrySet()) {
      Path path = root.resolve(source.getKey());
      Files.createDirectories(path.getParent());
      paths.add(Files.writeString(path, source.getValue()));
    }
    try (StandardJavaFileManager files =
        ToolProvider.getSystemJavaCompiler()
            .getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      var units = new ArrayList<JavaFileObject>();
      files.getJavaFileObjectsFromPaths(paths).forEach(units::add);
      return compile(files, units);
    }
  }

  Result compile(JavaFileManager files, List<JavaFileObject> units) {
    var diagnostics = new DiagnosticCollector<JavaFileObject>();
    var output = new StringWriter();
    boolean success =
        ToolProvider.getSystemJavaCompiler()
            .getTask(output, files, diagnostics, options, null, units)
            .call();
    return new Result(
        success,
        diagnostics.getDiagnostics().stream()
            .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
            .toList(),
        output.toString());
  }

  /** Source text that lies nowhere. */
  static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(URI uri, String text) {
      super(uri, Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
