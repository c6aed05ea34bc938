package dev.fermata.transform.harness;

import java.util.Map;

/**
 * Defines given class files itself, before its parent is asked. Every instance has classes of its
 * own, so that static initialisers run anew.
 */
public final class TargetLoader extends ClassLoader {

  private final Map<String, byte[]> classFiles;

  /**
   * @param classFiles by internal name
   */
  public TargetLoader(Map<String, byte[]> classFiles) {
    super(TargetLoader.class.getClassLoader());
    this.classFiles = classFiles;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      byte[] classFile = classFiles.get(name.replace('.', '/'));
      if (classFile == null) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : defineClass(name, classFile, 0, classFile.length);
    }
  }
}
