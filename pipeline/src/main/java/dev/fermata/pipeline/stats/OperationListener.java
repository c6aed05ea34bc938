package dev.fermata.pipeline.stats;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Told of each operation. Must not throw, and must be quick: it is called on the loop. */
public interface OperationListener {

  /** Nobody listens; {@link LaneMeter} knows it and then calls nobody. */
  OperationListener NONE = new Listeners(List.of());

  /**
   * An operation begins.
   *
   * @return what stands for this operation when it ends
   */
  Object started(String stage, int lane, Object item, long nanoTime);

  /**
   * An operation has ended.
   *
   * @param operation what {@link #started} returned
   */
  void ended(Object operation, long nanoTime, @Nullable Throwable failure);

  static OperationListener all(List<OperationListener> listeners) {
    return switch (listeners.size()) {
      case 0 -> NONE;
      case 1 -> listeners.get(0);
      default -> new Listeners(listeners);
    };
  }

  /** Told one after the other; what stands for an operation is what each of them returned. */
  record Listeners(List<OperationListener> listeners) implements OperationListener {
    @Override
    public Object started(String stage, int lane, Object item, long nanoTime) {
      return listeners.stream()
          .map(listener -> listener.started(stage, lane, item, nanoTime))
          .toList();
    }

    @Override
    public void ended(Object operation, long nanoTime, @Nullable Throwable failure) {
      var operations = ((List<?>) operation).iterator();
      for (OperationListener listener : listeners) {
        listener.ended(operations.next(), nanoTime, failure);
      }
    }
  }
}
