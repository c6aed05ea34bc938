package dev.fermata.agent.live;

import dev.fermata.transform.harness.InMemoryCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Another agent, made from source: for what other vendors' agents do. */
final class AgentJar {

  private AgentJar() {}

  /**
   * Writes {@code directory/premainClass.jar}.
   *
   * @param classPath jars that the agent needs
   * @return the option to start Java with
   */
  static String option(Path directory, String premainClass, String source, Path... classPath)
      throws IOException {
    var manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", premainClass);
    attributes.putValue("Can-Retransform-Classes", "true");
    attributes.putValue("Can-Redefine-Classes", "true");
    var urls = new StringBuilder();
    for (Path jar : classPath) {
      urls.append(jar.toUri()).append(' ');
    }
    attributes.put(Attributes.Name.CLASS_PATH, urls.toString().strip());
    Path jar = directory.resolve(premainClass + ".jar");
    try (var output = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      var classFiles =
          InMemoryCompiler.compile(List.of("--release", "17"), premainClass + ".java", source);
      for (var classFile : classFiles.entrySet()) {
        output.putNextEntry(new JarEntry(classFile.getKey() + ".class"));
        output.write(classFile.getValue());
      }
    }
    return "-javaagent:" + jar;
  }
}
