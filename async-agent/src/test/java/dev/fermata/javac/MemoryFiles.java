package dev.fermata.javac;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Keeps class files in memory, and lets them be read back or not. */
final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {

  private final boolean readable;
  private final Map<String, ClassFile> classFiles = new HashMap<>();

  MemoryFiles(boolean readable) {
    super(ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null));
    this.readable = readable;
  }

  byte[] content(String className) {
    return classFiles.get(className).content.toByteArray();
  }

  @Override
  public boolean hasLocation(Location location) {
    return location == StandardLocation.CLASS_OUTPUT || super.hasLocation(location);
  }

  @Override
  public JavaFileObject getJavaFileForInput(
      Location location, String className, JavaFileObject.Kind kind) throws IOException {
    return readable && location == StandardLocation.CLASS_OUTPUT
        ? classFiles.get(className)
        : super.getJavaFileForInput(location, className, kind);
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
    var file = new ClassFile(className);
    return readable ? classFiles.computeIfAbsent(className, name -> file) : file;
  }

  private static final class ClassFile extends SimpleJavaFileObject {
    private ByteArrayOutputStream content = new ByteArrayOutputStream();

    ClassFile(String className) {
      super(URI.create("memory:///" + className.replace('.', '/') + ".class"), Kind.CLASS);
    }

    @Override
    public InputStream openInputStream() {
      return new ByteArrayInputStream(content.toByteArray());
    }

    @Override
    public OutputStream openOutputStream() {
      content = new ByteArrayOutputStream();
      return content;
    }
  }
}
