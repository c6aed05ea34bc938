package dev.fermata.pipeline.engine;

/**
 * A failure that ended the pipeline.
 *
 * @param stage the stage's unique name, {@code source} for a lone source
 * @param reason completes the sentence "stage x ...", such as "failed"
 */
public record StageFailure(String stage, String reason, Throwable failure) {}
