package dev.fermata.demo.stepper.recorder;

/** How the methods that the transformer adds are called after those of the source. */
final class MachineNames {

  static final String PREFIX = "async$";
  private static final String RESUME = "$resume";

  private MachineNames() {}

  static boolean isResume(String method) {
    return method.startsWith(PREFIX) && method.endsWith(RESUME);
  }

  /** The name in the source of a method, be it a state machine or not. */
  static String source(String method) {
    String name = method.startsWith(PREFIX) ? method.substring(PREFIX.length()) : method;
    return name.startsWith("lambda$")
        ? "lambda in " + name.substring("lambda$".length(), name.lastIndexOf('$'))
        : name;
  }
}
