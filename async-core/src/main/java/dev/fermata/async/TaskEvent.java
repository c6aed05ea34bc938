package dev.fermata.async;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of a task. Off unless asked for: a loop may suspend millions of times a second.
 */
@Category("Fermata")
@Enabled(false)
@StackTrace(false)
abstract class TaskEvent extends Event {

  @Label("Task")
  @Nullable String task;

  @Label("Task Id")
  @Description("Tells tasks of the same name apart, most of the time")
  int taskId;

  final void tellOf(SuspendedCall<?> call) {
    task = call.name();
    taskId = System.identityHashCode(call);
  }
}
