package dev.fermata.async;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Where a task waits, and for what.
 *
 * @param className binary name of the class whose method awaits
 * @param method name of that method in the source; {@code lambda$..} for the body of a lambda
 * @param file source file without its folder; null when the class was compiled without
 * @param line line of the await; not positive when the class was compiled without lines
 * @param stage what is awaited
 */
public record AwaitSite(
    String className, String method, @Nullable String file, int line, CompletionStage<?> stage) {

  static AwaitSite of(StackTraceElement position, CompletionStage<?> stage) {
    return new AwaitSite(
        position.getClassName(),
        position.getMethodName(),
        position.getFileName(),
        position.getLineNumber(),
        stage);
  }

  /** As in {@code dev.shop.Shop.buy(Shop.java:21)}. */
  public String position() {
    return new StackTraceElement(className, method, file, line).toString();
  }
}
