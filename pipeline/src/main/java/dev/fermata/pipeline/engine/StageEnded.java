package dev.fermata.pipeline.engine;

/** Thrown in a stage's lane to end the stage, once the reason is in the ledger. */
final class StageEnded extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Without a stack trace: what matters has its own. */
  StageEnded(Throwable reason) {
    super(null, reason, true, false);
  }
}
