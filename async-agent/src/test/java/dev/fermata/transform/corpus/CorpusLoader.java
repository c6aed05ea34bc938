package dev.fermata.transform.corpus;

import java.util.Map;

/** Defines the classes of a corpus itself, each as it was transformed. */
final class CorpusLoader extends ClassLoader {

  private final Map<String, byte[]> classFiles;

  /**
   * @param classFiles by internal name
   */
  CorpusLoader(Map<String, byte[]> classFiles) {
    super(CorpusLoader.class.getClassLoader());
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
