package dev.fermata.demo;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest states, and the JVM's. */
final class ManifestVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Fermata.class.getPackage().getImplementationVersion();
    return new String[] {
      "fermata " + Objects.requireNonNullElse(version, "(not from a jar)"),
      "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name")
    };
  }
}
