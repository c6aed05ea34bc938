package launcher;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Paths;

/**
 * Runs a program in a class loader of its own. Arguments: whether that loader asks this one first,
 * three class path entries, and the program.
 */
public class Launcher {
  public static void main(String[] args) throws Exception {
    URL[] classPath = new URL[3];
    for (int i = 0; i < classPath.length; i++) {
      classPath[i] = Paths.get(args[i + 1]).toUri().toURL();
    }
    ClassLoader application = Launcher.class.getClassLoader();
    ClassLoader parent = args[0].equals("true") ? application : application.getParent();
    try (URLClassLoader loader = new URLClassLoader(classPath, parent)) {
      loader.loadClass("programs.Runner").getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {args[4]});
    }
  }
}
