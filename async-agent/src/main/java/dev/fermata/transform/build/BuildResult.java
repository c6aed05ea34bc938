package dev.fermata.transform.build;

import dev.fermata.transform.model.Rejection;
import java.util.ArrayList;
import java.util.List;

/**
 * What was done, or with {@link BuildOptions#checkOnly} would be.
 *
 * @param classes how many class files were rewritten
 * @param methods how many methods became state machines
 * @param rejections what could not be transformed; those methods are left as they were
 * @param warnings where an await of ea-async blocks its thread, as it always did
 */
public record BuildResult(
    int classes, int methods, List<Rejection> rejections, List<Rejection> warnings) {

  static final BuildResult NOTHING = new BuildResult(0, 0, List.of(), List.of());

  /** This and {@code other} together. */
  BuildResult plus(BuildResult other) {
    return new BuildResult(
        classes + other.classes,
        methods + other.methods,
        both(rejections, other.rejections),
        both(warnings, other.warnings));
  }

  private static List<Rejection> both(List<Rejection> first, List<Rejection> second) {
    var all = new ArrayList<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }
}
