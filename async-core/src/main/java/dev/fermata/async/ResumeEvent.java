package dev.fermata.async;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** Its duration is the time for which the method runs, until it awaits again or ends. */
@Name("fermata.Resume")
@Label("Resume")
@Description("A suspended async method runs on")
final class ResumeEvent extends TaskEvent {

  @Label("Position")
  @Description("Method, file and line of the await at which it was suspended")
  @Nullable String position;
}
