package dev.fermata.demo.stepper.recorder;

import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import java.util.List;

/** The stacks of threads that stand still. */
final class Frames {

  private Frames() {}

  /** All frames, innermost first. */
  static List<StackFrame> of(ThreadReference thread) {
    try {
      return thread.frames();
    } catch (IncompatibleThreadStateException e) {
      throw new IllegalStateException("thread " + thread.name() + " does not stand still", e);
    }
  }
}
