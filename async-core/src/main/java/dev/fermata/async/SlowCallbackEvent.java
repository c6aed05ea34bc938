package dev.fermata.async;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

@Name("fermata.SlowCallback")
@Label("Slow Callback")
@Category("Fermata")
@Description("A callback holds its event loop")
@StackTrace(false)
final class SlowCallbackEvent extends Event {

  @Label("Loop")
  @Nullable String loop;

  @Label("Held So Far")
  @Timespan(Timespan.NANOSECONDS)
  long held;

  @Label("Held At")
  @Description("The stack of the loop's thread, a frame in a line")
  @Nullable String stack;
}
