package dev.fermata.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * Runs JMH, whose arguments this takes as they are; what the JDK cannot run is left out, and said.
 */
public final class Benchmarks {

  private Benchmarks() {}

  public static void main(String... args) throws Exception {
    var all = new ArrayList<>(List.of(args));
    if (!VirtualThreads.areThere()) {
      System.out.println("# No virtual threads before JDK 21: those subjects are left out.");
      all.add("-e");
      all.add(".*\\.virtualThreads.*");
    }
    if (Runtime.version().feature() < 24) {
      System.out.println("# No gatherers before JDK 24: those subjects are left out.");
      all.add("-e");
      all.add(".*\\.gatherers");
    }
    org.openjdk.jmh.Main.main(all.toArray(String[]::new));
  }
}
