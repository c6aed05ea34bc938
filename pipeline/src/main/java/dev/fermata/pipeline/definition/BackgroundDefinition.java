package dev.fermata.pipeline.definition;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A task beside the stages of a run.
 *
 * @param body an async method, called once in each run, on the loop
 * @param origin the place where it was given
 */
public record BackgroundDefinition(
    String name, Supplier<? extends CompletionStage<?>> body, StackTraceElement origin) {

  public BackgroundDefinition named(String other) {
    return new BackgroundDefinition(other, body, origin);
  }

  public String describe() {
    return "background " + name;
  }
}
