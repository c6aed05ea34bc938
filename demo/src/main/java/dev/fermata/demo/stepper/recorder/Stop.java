package dev.fermata.demo.stepper.recorder;

import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;

/** A thread that stands still at a point. */
record Stop(ThreadReference thread, Point point) {

  /** Whether the thread runs a blocking function. */
  boolean isWorker() {
    return !thread.name().equals("main") && point != Point.WORK_ENDS;
  }

  /** The frame of the method at which the thread stands. */
  StackFrame frame() {
    try {
      return thread.frame(0);
    } catch (IncompatibleThreadStateException e) {
      throw new IllegalStateException("thread " + thread.name() + " is not stopped", e);
    }
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
