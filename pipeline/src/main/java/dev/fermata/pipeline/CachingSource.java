package dev.fermata.pipeline;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A source that keeps its first items and gives them again and again, to measure how fast the rest
 * would be if the source cost nothing: the headspace that is left for a better source.
 *
 * <p>Around the source of a pipeline it measures the pipeline; around a pipeline, which is an
 * {@link Iterable} as well, it measures the consumer.
 *
 * <pre>{@code
 * for (Batch batch : CachingSource.of(pipeline, 10).replayAfter(100).limit(1000)) {
 *   model.train(batch); // from the hundredth batch on without waiting for any
 * }
 * }</pre>
 *
 * <p>Immutable. Each iterator begins anew with an iterator of the source, keeps items of its own,
 * and is for one thread. The same object is given several times: who changes what he was given
 * changes what comes later.
 *
 * @param <T> what it yields; whatever the source yields
 */
public final class CachingSource<T extends @Nullable Object> implements Iterable<T> {
  private final Iterable<? extends T> source;
  private final int kept;
  private final long replayAfter;
  private final OptionalLong limit;

  private CachingSource(
      Iterable<? extends T> source, int kept, long replayAfter, OptionalLong limit) {
    this.source = source;
    this.kept = kept;
    this.replayAfter = replayAfter;
    this.limit = limit;
  }

  /**
   * Keeps the first {@code items} of the source, and replays them without end when it has given
   * them, or when the source is at its end before.
   *
   * @param items 1 or more
   * @throws IllegalArgumentException if it is less
   */
  public static <T extends @Nullable Object> CachingSource<T> of(
      Iterable<? extends T> source, int items) {
    if (items < 1) {
      throw new IllegalArgumentException(
          "a source cannot replay %d items: give 1 or more".formatted(items));
    }
    return new CachingSource<>(
        requireNonNull(source, "source"), items, items, OptionalLong.empty());
  }

  /**
   * Begins to replay later, when the source has given that many items. The first of them are kept
   * all the same, so that one can wait until the source is at full speed.
   *
   * @throws IllegalArgumentException if it is less than what is kept, or more than the limit
   */
  public CachingSource<T> replayAfter(long items) {
    if (items < kept) {
      throw new IllegalArgumentException(
          "it cannot replay after %d items when it keeps %d: give as many or more"
              .formatted(items, kept));
    }
    return new CachingSource<T>(source, kept, items, limit).checked();
  }

  /**
   * Ends after that many items, those of the source and those replayed.
   *
   * @throws IllegalArgumentException if nothing would be replayed
   */
  public CachingSource<T> limit(long items) {
    return new CachingSource<T>(source, kept, replayAfter, OptionalLong.of(items)).checked();
  }

  private CachingSource<T> checked() {
    if (limit.isPresent() && limit.getAsLong() <= replayAfter) {
      throw new IllegalArgumentException(
          "of %d items none would be replayed, as that begins after %d: give a higher limit"
              .formatted(limit.getAsLong(), replayAfter));
    }
    return this;
  }

  @Override
  public Iterator<T> iterator() {
    return new Replay();
  }

  private final class Replay implements Iterator<T> {
    private final List<T> cache = new ArrayList<>();
    private long given;
    private int next;

    /** Null when it replays, so that nothing holds on to the source. */
    private @Nullable Iterator<? extends T> reading = source.iterator();

    @Override
    public boolean hasNext() {
      if (limit.isPresent() && given == limit.getAsLong()) {
        return false;
      }
      if (reading != null && (given == replayAfter || !reading.hasNext())) {
        reading = null;
      }
      return reading != null || !cache.isEmpty();
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      T item = reading != null ? read(reading) : replay();
      given++;
      return item;
    }

    private T read(Iterator<? extends T> from) {
      T item = from.next();
      if (cache.size() < kept) {
        cache.add(item);
      }
      return item;
    }

    private T replay() {
      T item = cache.get(next);
      next = (next + 1) % cache.size();
      return item;
    }
  }
}
