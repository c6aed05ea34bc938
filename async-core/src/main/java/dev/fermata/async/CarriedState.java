package dev.fermata.async;

import org.jspecify.annotations.Nullable;

/**
 * State that another library keeps with the thread, and that is to follow the task instead: the MDC
 * of slf4j, the current span of a tracer. Once it is {@linkplain #carry carried}, a task finds
 * after an await what it left before it, and a task that is spawned begins with what its spawner
 * had; the thread gets back what was its own whenever a task pauses.
 *
 * <pre>{@code
 * CarriedState.carry(CarriedState.mdc()); // once, when the program starts
 *
 * CompletableFuture<Void> serve(Request request) {
 *   MDC.put("request", request.id());
 *   Page page = await(load(request.path()));
 *   log.info("loaded"); // with the id of this request
 *   ...
 * }
 * }</pre>
 *
 * <p>It costs a capture and two restores for each step of each task, and nothing as long as no
 * state is carried.
 *
 * <p>Any library that can take a snapshot of its thread-bound state and put it back can be carried,
 * for instance all accessors of Micrometer's context propagation at once:
 *
 * <pre>{@code
 * final class Snapshots implements CarriedState<ContextSnapshot> {
 *   private final ContextSnapshotFactory factory =
 *       ContextSnapshotFactory.builder().clearMissing(true).build();
 *
 *   public ContextSnapshot capture() {
 *     return factory.captureAll();
 *   }
 *
 *   public void restore(ContextSnapshot state) {
 *     state.setThreadLocals(); // its scope is not closed: the next restore replaces all
 *   }
 * }
 * }</pre>
 *
 * <p>The methods are called by the threads that run tasks and must neither block nor throw.
 *
 * @param <S> type of what is captured, which may be null
 */
public interface CarriedState<S extends @Nullable Object> {

  /** What the calling thread has now; it must not change later. */
  S capture();

  /** Makes the calling thread have {@code state}, and nothing else. */
  void restore(S state);

  /**
   * Has {@code state} follow all tasks of the program that begin from now on. It is not undone; the
   * same object a second time does nothing.
   */
  static void carry(CarriedState<?> state) {
    TaskContext.carry(state);
  }

  /** The MDC of slf4j, of whichever logging system is behind it. */
  static CarriedState<?> mdc() {
    return CarriedMdc.INSTANCE;
  }
}
