package dev.fermata.async;

/** How far a {@link Task} has come. */
public enum TaskPhase {

  /** Its body is being run. */
  RUNNING,

  /** Suspended at an await, or, being no call of a method, not done yet. */
  WAITING,

  /** What it awaited has ended, and its turn to run on will come. */
  READY,

  /** Ended with a value. */
  SUCCEEDED,

  /** Ended with a failure. */
  FAILED,

  /** Ended by its cancellation. */
  CANCELLED;

  /** Whether the task has ended, in whichever way. */
  public boolean isEnd() {
    return compareTo(SUCCEEDED) >= 0;
  }
}
