package dev.fermata.async;

import java.util.concurrent.CompletionStage;

/** Stub. */
public final class Async {
  private Async() {}

  public static <T> T await(CompletionStage<T> stage) {
    throw new IllegalStateException("not transformed: " + stage);
  }
}
