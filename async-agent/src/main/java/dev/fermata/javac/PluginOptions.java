package dev.fermata.javac;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What stands after {@code -Xplugin:Fermata}.
 *
 * @param checkOnly whether class files are left alone
 * @param classes where class files are, when the user says so
 */
record PluginOptions(boolean checkOnly, Optional<Path> classes) {

  private static final String CHECK = "check";
  private static final String CLASSES = "classes=";

  /**
   * @throws IllegalArgumentException when an argument is unknown, or no path where one is expected;
   *     its message is for the user
   */
  static PluginOptions parse(String... arguments) {
    boolean checkOnly = false;
    Optional<Path> classes = Optional.empty();
    for (String argument : arguments) {
      if (argument.equals(CHECK)) {
        checkOnly = true;
      } else if (argument.startsWith(CLASSES) && argument.length() > CLASSES.length()) {
        classes = Optional.of(Path.of(argument.substring(CLASSES.length())));
      } else {
        throw new IllegalArgumentException(
            "-Xplugin:Fermata does not know '%s'; it takes 'check' and 'classes=DIRECTORY'"
                .formatted(argument));
      }
    }
    return new PluginOptions(checkOnly, classes);
  }
}
