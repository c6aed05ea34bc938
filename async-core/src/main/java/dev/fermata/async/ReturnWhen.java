package dev.fermata.async;

/** What {@link Async#waitFor} waits for. */
public enum ReturnWhen {
  /** Until any stage has ended, well or not. */
  FIRST_COMPLETED,

  /** Until any stage has failed, or all have ended. A cancelled stage does not count as failed. */
  FIRST_EXCEPTION,

  /** Until all stages have ended. */
  ALL_COMPLETED
}
