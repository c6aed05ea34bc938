package dev.fermata.pipeline.engine;

/** An operation could not be begun, because its executor takes no more work. */
final class ExecutorRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Without a stack trace: what matters has its own. */
  ExecutorRefusal(Throwable refusal) {
    super(null, refusal, true, false);
  }
}
