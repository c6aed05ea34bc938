package dev.fermata.demo.stepper.recorder;

import com.sun.jdi.Field;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StringReference;
import com.sun.jdi.VirtualMachine;

/** What the recorded program has printed. */
final class Output {

  private static final String FIELD = "text";

  private final VirtualMachine machine;

  Output(VirtualMachine machine) {
    this.machine = machine;
  }

  String text() {
    ReferenceType transcript = machine.classesByName(Transcript.class.getName()).get(0);
    Field text = transcript.fieldByName(FIELD);
    return ((StringReference) transcript.getValue(text)).value();
  }
}
