package dev.fermata.async;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

@Name("fermata.TaskEnd")
@Label("Task End")
@Description("A task that was suspended before has ended")
final class TaskEndEvent extends TaskEvent {

  @Label("Phase")
  @Description("SUCCEEDED, FAILED or CANCELLED")
  @Nullable String phase;
}
