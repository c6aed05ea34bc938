package dev.fermata.demo.stepper.recorder;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.LocalVariable;
import com.sun.jdi.StackFrame;
import java.util.List;

/** The local variables that a debugger shows. */
final class LocalVariables {

  private LocalVariables() {}

  /** Those in scope at the frame's line, parameters first. */
  static List<LocalVariable> of(StackFrame frame) {
    try {
      return frame.visibleVariables();
    } catch (AbsentInformationException e) {
      throw new IllegalStateException(
          frame.location() + " has no local variables: compile the program with -g", e);
    }
  }
}
