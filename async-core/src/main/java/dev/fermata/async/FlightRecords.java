package dev.fermata.async;

import java.util.Arrays;
import java.util.stream.Collectors;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * What the runtime tells Java Flight Recorder. Where the JDK comes without it, nothing; where
 * nobody records, each of these methods comes down to a check.
 */
final class FlightRecords {

  /** Whether there is such a module; without it, no class of an event may be touched. */
  private static final boolean PRESENT = isPresent();

  private FlightRecords() {}

  private static boolean isPresent() {
    try {
      Class.forName("jdk.jfr.Event", false, FlightRecords.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException withoutModule) {
      return false;
    }
  }

  /**
   * No event is made before somebody has used the recorder: the JIT does not always do without it.
   */
  private static boolean isUsed() {
    return PRESENT && FlightRecorder.isInitialized();
  }

  /** {@code call} is about to wait for {@code awaited}. */
  static void suspended(SuspendedCall<?> call, Object awaited, int suspensionPoint) {
    if (isUsed()) {
      var event = new SuspendEvent();
      if (event.shouldCommit()) {
        event.tellOf(call);
        event.position = String.valueOf(call.position(suspensionPoint));
        event.awaited =
            awaited instanceof Task<?> task ? task.name() : awaited.getClass().getName();
        event.commit();
      }
    }
  }

  /** Null unless somebody records resumptions. */
  static @Nullable Object resuming(SuspendedCall<?> call) {
    if (isUsed()) {
      var event = new ResumeEvent();
      if (event.isEnabled()) {
        event.tellOf(call);
        event.position = String.valueOf(call.position());
        event.begin();
        return event;
      }
    }
    return null;
  }

  /** The end of what {@link #resuming} has begun. */
  static void resumed(@Nullable Object begun) {
    if (begun != null) {
      ((ResumeEvent) begun).commit();
    }
  }

  static void ended(SuspendedCall<?> call) {
    if (isUsed()) {
      var event = new TaskEndEvent();
      if (event.shouldCommit()) {
        event.tellOf(call);
        event.phase = call.phase().name();
        event.commit();
      }
    }
  }

  static void slowCallback(EventLoop loop, long heldNanos, StackTraceElement[] stack) {
    if (isUsed()) {
      var event = new SlowCallbackEvent();
      if (event.shouldCommit()) {
        event.loop = loop.toString();
        event.held = heldNanos;
        event.stack =
            Arrays.stream(stack).map(StackTraceElement::toString).collect(Collectors.joining("\n"));
        event.commit();
      }
    }
  }
}
