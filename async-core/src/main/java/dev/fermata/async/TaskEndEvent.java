package dev.fermata.async;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

@Name("fermata.TaskEnd")
@Label("Task End")
@Category("Fermata")
@Description("A task that was suspended before has ended")
@Enabled(false)
@StackTrace(false)
final class TaskEndEvent extends Event {

  @Label("Task")
  @Nullable String task;

  @Label("Task Id")
  @Description("Tells tasks of the same name apart, most of the time")
  int taskId;

  @Label("Phase")
  @Description("SUCCEEDED, FAILED or CANCELLED")
  @Nullable String phase;
}
