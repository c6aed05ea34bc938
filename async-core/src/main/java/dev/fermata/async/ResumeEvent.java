package dev.fermata.async;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** Its duration is the time for which the method runs, until it awaits again or ends. */
@Name("fermata.Resume")
@Label("Resume")
@Category("Fermata")
@Description("A suspended async method runs on")
@Enabled(false)
@StackTrace(false)
final class ResumeEvent extends Event {

  @Label("Task")
  @Nullable String task;

  @Label("Task Id")
  @Description("Tells tasks of the same name apart, most of the time")
  int taskId;

  @Label("Position")
  @Description("Method, file and line of the await at which it was suspended")
  @Nullable String position;
}
