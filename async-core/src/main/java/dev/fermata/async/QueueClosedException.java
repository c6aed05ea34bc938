package dev.fermata.async;

/** Nothing can be put into a closed {@link AsyncQueue}, and nothing is left to be got from it. */
public final class QueueClosedException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  QueueClosedException() {
    super("the queue is closed");
  }
}
