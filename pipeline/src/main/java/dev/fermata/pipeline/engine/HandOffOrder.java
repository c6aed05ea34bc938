package dev.fermata.pipeline.engine;

import dev.fermata.pipeline.definition.StageSettings;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Which lane may hand its result on. A lane draws a ticket when it asks for an item, which is the
 * order of the items, since those who ask are served in turn. Confined to the loop.
 */
interface HandOffOrder {

  static HandOffOrder of(StageSettings settings) {
    return switch (settings.order()) {
      case COMPLETION -> new AnyOrder();
      case INPUT -> new InputOrder(settings.concurrency());
    };
  }

  long draw();

  /** Whether all earlier tickets have passed. */
  boolean isTurn(long ticket);

  /** Done when all earlier tickets have passed. */
  CompletionStage<?> turn(long ticket);

  /**
   * Has {@code waiting} take its turn when all earlier tickets have passed, which they have not.
   */
  void lineUp(long ticket, InTurn waiting);

  /**
   * The holder of {@code ticket}, whose turn it was, has handed on what there was. Those who come
   * next take their turns, as long as these are over at once.
   */
  void pass(long ticket);

  /** Whether it is the turn of {@code ticket} within that many turns, the present one included. */
  boolean isNear(long ticket, int turns);

  /** Whoever is ready goes. */
  final class AnyOrder implements HandOffOrder {
    private static final CompletionStage<Void> NOW = CompletableFuture.completedFuture(null);

    @Override
    public long draw() {
      return 0;
    }

    @Override
    public boolean isTurn(long ticket) {
      return true;
    }

    @Override
    public CompletionStage<?> turn(long ticket) {
      return NOW;
    }

    @Override
    public void lineUp(long ticket, InTurn waiting) {
      throw new IllegalStateException("it is everybody's turn");
    }

    @Override
    public void pass(long ticket) {}

    @Override
    public boolean isNear(long ticket, int turns) {
      return true;
    }
  }
}
