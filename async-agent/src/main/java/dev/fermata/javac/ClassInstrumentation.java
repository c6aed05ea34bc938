package dev.fermata.javac;

import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import dev.fermata.transform.Instrumenter;
import dev.fermata.transform.MalformedClassFileException;
import dev.fermata.transform.Outcome;
import dev.fermata.transform.UnsupportedClassFileException;
import dev.fermata.transform.model.Rejection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.JavaFileObject;

/**
 * Rewrites each class file as soon as javac has written it. One with a refusal is an error and
 * deleted, lest the next compilation take it for finished.
 */
final class ClassInstrumentation implements TaskListener {

  private final ElementClassFiles hierarchy;
  private final Elements elements;
  private final CompilerFiles files;
  private final CompilerReport report;

  ClassInstrumentation(
      ElementClassFiles hierarchy, Elements elements, CompilerFiles files, CompilerReport report) {
    this.hierarchy = hierarchy;
    this.elements = elements;
    this.files = files;
    this.report = report;
  }

  @Override
  public void finished(TaskEvent event) {
    if (event.getKind() != TaskEvent.Kind.GENERATE || report.hasErrors()) {
      return; // javac writes no more class files after an error
    }
    if (event.getSourceFile().isNameCompatible("module-info", JavaFileObject.Kind.SOURCE)) {
      return; // it has no code
    }
    String className = elements.getBinaryName(event.getTypeElement()).toString();
    try {
      instrument(className, event);
    } catch (IOException | UnsupportedOperationException e) {
      fail(className, e, event); // file managers of others need not support reading what they wrote
    } catch (MalformedClassFileException | UnsupportedClassFileException e) {
      fail(className, e, event);
    }
  }

  private void instrument(String className, TaskEvent event) throws IOException {
    JavaFileObject file =
        files.locate(className, moduleOf(event.getTypeElement()), event.getSourceFile());
    byte[] classFile = contentOf(file);
    hierarchy.add(event.getTypeElement(), classFile);
    Outcome outcome = new Instrumenter(hierarchy).instrument(classFile);
    for (Rejection rejection : outcome.rejections()) {
      report.error(rejection, event.getCompilationUnit());
    }
    outcome.warnings().forEach(warning -> report.warn(warning, event.getCompilationUnit()));
    if (!outcome.rejections().isEmpty()) {
      file.delete();
    } else if (outcome.classFile().isPresent()) {
      try (OutputStream out = file.openOutputStream()) {
        out.write(outcome.classFile().get());
      }
    }
  }

  private String moduleOf(TypeElement type) {
    ModuleElement module = elements.getModuleOf(type);
    return module == null ? "" : module.getQualifiedName().toString();
  }

  private static byte[] contentOf(JavaFileObject file) throws IOException {
    try (InputStream in = file.openInputStream()) {
      byte[] content = in.readAllBytes();
      if (content.length == 0) {
        throw new IOException("its file manager does not give back the class file it was given");
      }
      return content;
    }
  }

  private void fail(String className, Exception cause, TaskEvent event) {
    String message = "Fermata cannot instrument %s: %s".formatted(className, cause.getMessage());
    report.error(message, event.getCompilationUnit(), event.getCompilationUnit());
  }
}
