package dev.fermata.pipeline.operation;

/**
 * An item that a stage has dropped because its operation failed.
 *
 * <pre>{@code
 * .pipe("fetch", loader::fetch, stage -> stage.retry(2, ofSeconds(1)).deadLetters(failed::add))
 * }</pre>
 *
 * @param stage the stage's name, unique in the pipeline
 * @param item what the stage was given
 * @param failure of the last attempt; those of attempts before it are suppressed
 */
public record DeadLetter(String stage, Object item, Throwable failure) {}
