package dev.fermata.javac;

import java.io.IOException;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileManager.Location;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;

/** Class files as the file manager of a compilation finds them: on disk or anywhere else. */
final class FileManagerOutput {

  private FileManagerOutput() {}

  static JavaFileObject file(
      JavaFileManager files, String className, String module, JavaFileObject source)
      throws IOException {
    Location location = StandardLocation.CLASS_OUTPUT;
    if (files.hasLocation(StandardLocation.MODULE_SOURCE_PATH)) {
      location = files.getLocationForModule(location, module); // one directory for each module
    }
    JavaFileObject file = files.getJavaFileForInput(location, className, JavaFileObject.Kind.CLASS);
    // Null without -d, where class files lie beside their sources, and for directories that did
    // not exist when the compilation began. A file to write to is then the same file.
    return file != null
        ? file
        : files.getJavaFileForOutput(location, className, JavaFileObject.Kind.CLASS, source);
  }
}
