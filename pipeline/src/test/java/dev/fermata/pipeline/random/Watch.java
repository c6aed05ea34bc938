package dev.fermata.pipeline.random;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.pipeline.operation.DeadLetter;
import dev.fermata.pipeline.operation.StageHook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * What the operations of one stage saw themselves, without asking the engine: how many were in
 * flight at a time, how often each item was tried, and how often the hooks were entered and left.
 */
final class Watch implements StageHook {
  private final Settings settings;

  // Guarded by this.
  private final Map<String, Integer> attempts = new HashMap<>();
  private final Set<Integer> busyKeys = new HashSet<>();
  private final List<String> faults = new ArrayList<>();
  private final List<String> letters = new ArrayList<>();
  private int inFlight;
  private int stageEntered;
  private int stageLeft;
  private int itemsEntered;
  private int itemsLeft;

  Watch(Settings settings) {
    this.settings = settings;
  }

  /** An operation begins. Which attempt at this item it is, from 1. */
  synchronized int enter(String item) {
    if (++inFlight > settings.concurrency()) {
      faults.add(inFlight + " operations in flight at " + item);
    }
    if (settings.keyed() && !busyKeys.add(Items.key(item))) {
      faults.add("two operations of one key in flight at " + item);
    }
    if (settings.hooked() && (stageEntered != 1 || stageLeft != 0)) {
      faults.add("an operation outside of the hook around the stage at " + item);
    }
    return attempts.merge(item, 1, Integer::sum);
  }

  synchronized void leave(String item) {
    inFlight--;
    busyKeys.remove(Items.key(item));
  }

  /** Takes an item that failed, where the stage does so itself. */
  synchronized void take(DeadLetter letter) {
    letters.add(Items.ofLetter(letter));
  }

  /** The items that failed, where the stage takes those itself. */
  synchronized List<String> letters() {
    return List.copyOf(letters);
  }

  synchronized int attempts(String item) {
    return attempts.getOrDefault(item, 0);
  }

  /**
   * What was not as it should be, once the pipeline has ended.
   *
   * @param failing the items that fail, of those that are expected
   * @param complete whether it came to its end by itself
   */
  synchronized List<String> faults(Set<String> failing, boolean complete) {
    var all = new ArrayList<>(faults);
    var taken = new HashSet<>(letters);
    if (taken.size() < letters.size()) {
      all.add("the same item twice in the letters " + letters);
    }
    if (complete && !taken.equals(settings.letters() ? failing : Set.of())) {
      all.add("letters %s for the items %s that fail".formatted(letters, failing));
    }
    if (inFlight != 0) {
      all.add(inFlight + " operations left behind");
    }
    if (stageEntered != stageLeft || stageEntered > 1) {
      all.add("stage entered %d times and left %d times".formatted(stageEntered, stageLeft));
    }
    if (itemsEntered != itemsLeft) {
      all.add("%d items entered and %d left".formatted(itemsEntered, itemsLeft));
    }
    if (complete && settings.hooked() && itemsEntered != attempts.size()) {
      all.add("%d items entered for %d worked on".formatted(itemsEntered, attempts.size()));
    }
    return all;
  }

  @Override
  public CompletionStage<?> aroundStage(Supplier<CompletionStage<?>> stage) {
    count(1, 0, 0, 0);
    try {
      await(stage.get());
    } finally {
      count(0, 1, 0, 0);
    }
    return completedFuture(null);
  }

  @Override
  public <R> CompletionStage<R> aroundItem(Object item, Supplier<CompletionStage<R>> operation) {
    count(0, 0, 1, 0);
    try {
      return completedFuture(await(operation.get()));
    } finally {
      count(0, 0, 0, 1);
    }
  }

  private synchronized void count(int enters, int leaves, int begins, int ends) {
    stageEntered += enters;
    stageLeft += leaves;
    itemsEntered += begins;
    itemsLeft += ends;
  }
}
