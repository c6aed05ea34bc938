package dev.fermata.javac;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;

/** Where javac has just written a class file. */
@FunctionalInterface
interface CompilerFiles {

  /**
   * The class file, which can be read, written and deleted.
   *
   * @param className binary name
   * @param module name of its module, empty for the unnamed one
   * @param source where the class comes from
   * @throws IOException when it cannot be told or is not there
   */
  JavaFileObject locate(String className, String module, JavaFileObject source) throws IOException;

  /** Finds out whom to ask. What stands against it is told when a class file is asked for. */
  static CompilerFiles of(JavacTask task, PluginOptions options) {
    if (options.classes().isPresent()) {
      Path directory = options.classes().get();
      return (className, module, source) -> NamedDirectory.file(directory, className, module);
    }
    try {
      JavaFileManager files = fileManagerOf(task);
      return (className, module, source) ->
          FileManagerOutput.file(files, className, module, source);
    } catch (ReflectiveOperationException | LinkageError e) {
      String message =
          "javac does not tell where it writes class files (%s); add the option -XDaccessInternalAPI, or say it as in \"-Xplugin:Fermata classes=DIRECTORY\""
              .formatted(e);
      return (className, module, source) -> {
        throw new IOException(message, e);
      };
    }
  }

  /**
   * Two public methods of javac, in packages that it exports to plugins with {@code
   * -XDaccessInternalAPI} only.
   */
  private static JavaFileManager fileManagerOf(JavacTask task) throws ReflectiveOperationException {
    try {
      Object context = task.getClass().getMethod("getContext").invoke(task);
      return (JavaFileManager)
          context.getClass().getMethod("get", Class.class).invoke(context, JavaFileManager.class);
    } catch (InvocationTargetException e) {
      throw new ReflectiveOperationException("no file manager", e.getCause());
    }
  }
}
