package dev.fermata.pipeline.operation;

import java.util.Optional;

/**
 * Makes fewer items of many. An aggregator belongs to one run, which calls it on its loop: it needs
 * no lock and must not block. What it throws ends the pipeline.
 *
 * <pre>{@code
 * final class UpTo<T> implements Aggregator<Sized, List<Sized>> {
 *   private List<Sized> list = new ArrayList<>();
 *   private long bytes;
 *
 *   public Optional<List<Sized>> accumulate(Sized item) {
 *     list.add(item);
 *     bytes += item.bytes();
 *     return bytes < LIMIT ? Optional.empty() : flush();
 *   }
 *
 *   public Optional<List<Sized>> flush() {
 *     List<Sized> full = list;
 *     list = new ArrayList<>();
 *     bytes = 0;
 *     return full.isEmpty() ? Optional.empty() : Optional.of(full);
 *   }
 * }
 *
 * builder.aggregate("by size", UpTo::new)
 * }</pre>
 *
 * @param <T> what it takes
 * @param <R> what it yields
 */
public interface Aggregator<T, R> {

  /** Takes an item; yields a result if this item completes one. */
  Optional<R> accumulate(T item);

  /** No item follows in this epoch: yields what is left, if anything, and begins anew. */
  Optional<R> flush();
}
