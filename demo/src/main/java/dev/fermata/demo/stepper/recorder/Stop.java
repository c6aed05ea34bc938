package dev.fermata.demo.stepper.recorder;

import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import java.util.Optional;

/**
 * A thread that stands still at a point.
 *
 * @param name the thread's, which cannot be asked for any more once it has been let go
 * @param returned what the method returns, where it ends, if that is an object
 */
record Stop(ThreadReference thread, String name, Point point, Optional<Mirror> returned) {

  /** Whether the thread runs a blocking function. */
  boolean isWorker() {
    return !name.equals("main") && point != Point.WORK_ENDS;
  }

  /** Whether the thread is giving a blocking function to an executor, whose code this may be. */
  boolean isHandingOver() {
    return Frames.of(thread).stream()
        .map(frame -> frame.location().method())
        .anyMatch(
            method ->
                method.name().equals("start")
                    && method.declaringType().name().equals(Point.WORK_BEGINS.typeName()));
  }

  /** The frame of the method at which the thread stands. */
  StackFrame frame() {
    return Frames.of(thread).get(0);
  }

  /** The object whose method it is. */
  Mirror self() {
    return Mirror.of(frame().thisObject())
        .orElseThrow(() -> new UnknownInternals(frame().location() + " is static"));
  }

  /** The first argument of the method. */
  Mirror argument() {
    return Mirror.of(frame().getArgumentValues().get(0))
        .orElseThrow(() -> new UnknownInternals(frame().location() + " has no argument"));
  }
}
