package dev.fermata.async;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** As many places as there are stages; the stage that ends first takes the first place. */
final class AsCompleted<T extends @Nullable Object> {

  private final List<Place<T>> places = new ArrayList<>();

  /** Index of the next place to be taken, by whoever ends a stage. */
  private final AtomicInteger next = new AtomicInteger();

  /** Ends as the stage that takes it. */
  private static final class Place<T extends @Nullable Object> extends RelayTask<T> {
    private final List<CompletableFuture<? extends T>> stages;

    Place(List<CompletableFuture<? extends T>> stages) {
      this.stages = stages;
    }

    @Override
    List<? extends CompletableFuture<?>> members() {
      return stages;
    }

    @Override
    public String name() {
      return "asCompleted";
    }
  }

  AsCompleted(Collection<? extends CompletionStage<? extends T>> stages) {
    var futures = new ArrayList<CompletableFuture<? extends T>>();
    for (CompletionStage<? extends T> stage : stages) {
      futures.add(ForeignStage.adapt(stage));
      places.add(new Place<>(futures));
    }
    for (CompletableFuture<? extends T> future : futures) {
      future.whenComplete((value, failure) -> Trampoline.run(() -> takePlace(future)));
    }
  }

  /** Skips places that have been cancelled: what comes in takes one that is still wanted. */
  private void takePlace(CompletableFuture<? extends T> ended) {
    int place = next.getAndIncrement();
    while (place < places.size() && !places.get(place).relay(ended)) {
      place = next.getAndIncrement();
    }
  }

  List<Task<T>> tasks() {
    return List.copyOf(places);
  }
}
