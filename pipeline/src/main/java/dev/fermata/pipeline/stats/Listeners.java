package dev.fermata.pipeline.stats;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Told one after the other; what stands for an operation is what each of them returned. */
public record Listeners(List<OperationListener> listeners) implements OperationListener {

  /** Nobody listens; {@link LaneMeter} knows it and then calls nobody. */
  public static final OperationListener NONE = new Listeners(List.of());

  public static OperationListener all(List<OperationListener> listeners) {
    return switch (listeners.size()) {
      case 0 -> NONE;
      case 1 -> listeners.get(0);
      default -> new Listeners(listeners);
    };
  }

  @Override
  public Object started(String stage, int lane, Object item, long nanoTime) {
    return listeners.stream()
        .map(listener -> listener.started(stage, lane, item, nanoTime))
        .toList();
  }

  @Override
  public void ended(Object operation, long nanoTime, @Nullable Throwable failure) {
    tell(operation, (listener, its) -> listener.ended(its, nanoTime, failure));
  }

  @Override
  public void runs(Object operation, long nanoTime) {
    tell(operation, (listener, its) -> listener.runs(its, nanoTime));
  }

  @Override
  public void yields(Object operation, long nanoTime) {
    tell(operation, (listener, its) -> listener.yields(its, nanoTime));
  }

  @Override
  public void resumed(Object operation, long nanoTime) {
    tell(operation, (listener, its) -> listener.resumed(its, nanoTime));
  }

  @Override
  public void left(Object operation, long nanoTime) {
    tell(operation, (listener, its) -> listener.left(its, nanoTime));
  }

  @Override
  public void worked(Object operation, long fromNanoTime, long toNanoTime) {
    tell(operation, (listener, its) -> listener.worked(its, fromNanoTime, toNanoTime));
  }

  private void tell(Object operation, BiConsumer<OperationListener, Object> what) {
    var operations = ((List<?>) operation).iterator();
    for (OperationListener listener : listeners) {
      what.accept(listener, operations.next());
    }
  }
}
