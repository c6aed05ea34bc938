package dev.fermata.async;

/** Who is told, once, that a task has ended; by whoever ends it, and inside of that. */
interface TaskWaiter {

  /** {@code ended}, for which this has waited, has its result. */
  void wake(Task<?> ended);
}
