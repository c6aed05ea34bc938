package dev.fermata.demo.stepper.recording;

/**
 * One thing that happened, and what could be seen when it did.
 *
 * @param thread name of the thread on which it happened
 * @param line the source line it belongs to, from 1; 0 when it belongs to none
 * @param text what happens, in a sentence or two
 */
public record Step(Kind kind, String thread, int line, String text, Scene scene) {

  /** What happens at a step. */
  public enum Kind {
    /** A line of the program is about to run. */
    LINE,
    /** A call has met a stage that has not ended, and has been suspended. */
    SUSPEND,
    /** Something now stands in the ready queue. */
    WAKE,
    /** The loop has taken something from its ready queue. */
    TAKE,
    /** A call is asked to end. */
    CANCEL,
    /** A task has its result. */
    END,
    /** The loop has nothing to do, and sleeps. */
    IDLE
  }
}
