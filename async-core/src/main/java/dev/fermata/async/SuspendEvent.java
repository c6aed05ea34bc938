package dev.fermata.async;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** Off unless asked for: a loop may suspend millions of times a second. */
@Name("fermata.Suspend")
@Label("Suspend")
@Category("Fermata")
@Description("An async method is suspended at an await")
@Enabled(false)
@StackTrace(false)
final class SuspendEvent extends Event {

  @Label("Task")
  @Nullable String task;

  @Label("Task Id")
  @Description("Tells tasks of the same name apart, most of the time")
  int taskId;

  @Label("Position")
  @Description("Method, file and line of the await")
  @Nullable String position;

  @Label("Awaited")
  @Nullable String awaited;
}
