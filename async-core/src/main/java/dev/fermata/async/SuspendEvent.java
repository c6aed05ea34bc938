package dev.fermata.async;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

@Name("fermata.Suspend")
@Label("Suspend")
@Description("An async method is suspended at an await")
final class SuspendEvent extends TaskEvent {

  @Label("Position")
  @Description("Method, file and line of the await")
  @Nullable String position;

  @Label("Awaited")
  @Nullable String awaited;
}
