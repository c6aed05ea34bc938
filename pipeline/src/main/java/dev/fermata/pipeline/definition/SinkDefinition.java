package dev.fermata.pipeline.definition;

/**
 * The buffer from which consumers take.
 *
 * @param bufferSize how many results it holds
 * @param origin the place where it was given, or where the pipeline was begun
 */
public record SinkDefinition(int bufferSize, StackTraceElement origin) {

  /** What a pipeline holds for its consumers when nobody says otherwise. */
  public static final int DEFAULT_BUFFER_SIZE = 2;

  public String describe() {
    return "sink of " + bufferSize;
  }
}
