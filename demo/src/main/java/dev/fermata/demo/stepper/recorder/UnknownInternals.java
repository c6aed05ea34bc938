package dev.fermata.demo.stepper.recorder;

/** Classes that the recorder looks into are not as it knows them. */
final class UnknownInternals extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  UnknownInternals(String message) {
    super(message + ": the stepper's recorder looks into it and has to be brought up to date");
  }
}
