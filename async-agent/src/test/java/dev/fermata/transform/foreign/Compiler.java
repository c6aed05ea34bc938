package dev.fermata.transform.foreign;

import groovy.lang.GroovyClassLoader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import scala.tools.nsc.MainClass;

/** A compiler of another house than javac, run within this JVM. */
enum Compiler {
  ECJ {
    @Override
    void compile(List<Path> sources, Path output, PrintStream messages) {
      List<String> arguments = new ArrayList<>(List.of("--release", "17", "-g", "-nowarn"));
      arguments.addAll(List.of("-proc:none", "-classpath", CLASS_PATH, "-d", output.toString()));
      sources.forEach(source -> arguments.add(source.toString()));
      var writer = new PrintWriter(messages, true, StandardCharsets.UTF_8);
      require(BatchCompiler.compile(arguments.toArray(String[]::new), writer, writer, null));
    }
  },

  KOTLIN {
    @Override
    void compile(List<Path> sources, Path output, PrintStream messages) {
      List<String> arguments = new ArrayList<>(List.of("-no-stdlib", "-no-reflect", "-nowarn"));
      arguments.addAll(List.of("-jvm-target", "17", "-module-name", "targets"));
      arguments.addAll(List.of("-classpath", CLASS_PATH, "-d", output.toString()));
      sources.forEach(source -> arguments.add(source.toString()));
      var compiler = new K2JVMCompiler();
      require(compiler.exec(messages, arguments.toArray(String[]::new)) == ExitCode.OK);
    }
  },

  SCALA {
    @Override
    void compile(List<Path> sources, Path output, PrintStream messages) {
      List<String> arguments = new ArrayList<>(List.of("-release", "17", "-nowarn", "-g:vars"));
      arguments.addAll(List.of("-classpath", CLASS_PATH, "-d", output.toString()));
      sources.forEach(source -> arguments.add(source.toString()));
      require(
          scala.Console.withOut(
              messages, () -> new MainClass().process(arguments.toArray(String[]::new))));
    }
  },

  GROOVY {
    @Override
    void compile(List<Path> sources, Path output, PrintStream messages) {
      var configuration = new CompilerConfiguration();
      configuration.setTargetDirectory(output.toFile());
      configuration.setTargetBytecode(CompilerConfiguration.JDK17);
      var loader = new GroovyClassLoader(Compiler.class.getClassLoader(), configuration);
      var unit = new CompilationUnit(configuration, null, loader);
      sources.forEach(source -> unit.addSource(source.toFile()));
      unit.compile(); // throws what it has to say
    }
  };

  private static final String CLASS_PATH = System.getProperty("java.class.path");

  abstract void compile(List<Path> sources, Path output, PrintStream messages);

  private static void require(boolean success) {
    if (!success) {
      throw new IllegalArgumentException("the sources do not compile");
    }
  }

  /** Class files by internal name; {@code output} is an empty directory. */
  Map<String, byte[]> compile(List<Path> sources, Path output) throws IOException {
    var messages = new ByteArrayOutputStream();
    try {
      compile(sources, output, new PrintStream(messages, true, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new AssertionError(this + ":\n" + messages.toString(StandardCharsets.UTF_8), e);
    }
    Map<String, byte[]> classFiles = new TreeMap<>();
    try (Stream<Path> files = Files.walk(output)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String path = output.relativize(file).toString().replace(File.separatorChar, '/');
        if (path.endsWith(".class")) {
          classFiles.put(path.substring(0, path.length() - 6), Files.readAllBytes(file));
        }
      }
    }
    return classFiles;
  }
}
