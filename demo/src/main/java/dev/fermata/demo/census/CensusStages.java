package dev.fermata.demo.census;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.blocking;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.async.AsyncMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The stages of the census, each an async method that handles one item. None of them holds a thread
 * while it waits: what blocks or computes runs on an executor, the method goes on when that is
 * done.
 */
final class CensusStages {
  private final Listing listing;
  private final Executor processors;
  private final Progress progress;

  /** Computations run on {@code processors}. */
  CensusStages(CensusPlan plan, Executor processors, Progress progress) {
    this.listing = new Listing(plan);
    this.processors = processors;
    this.progress = progress;
  }

  /** The module's class files; to be called for one module at a time. */
  @AsyncMethod
  CompletableFuture<List<ClassLocation>> list(String module) {
    List<ClassLocation> files = await(blocking(() -> listing.next(module)));
    progress.found(files.size());
    return completedFuture(files);
  }

  @AsyncMethod
  CompletableFuture<Reading> read(ClassLocation location) {
    try {
      byte[] bytes = await(blocking(() -> Files.readAllBytes(location.path())), IOException.class);
      return completedFuture(new ClassBytes(location, bytes));
    } catch (IOException failure) {
      return completedFuture(Unreadable.because(location, failure));
    }
  }

  @AsyncMethod
  CompletableFuture<Finding> parse(Reading reading) {
    if (reading instanceof Unreadable unreadable) {
      return completedFuture(unreadable);
    }
    var file = (ClassBytes) reading;
    return completedFuture(await(blocking(processors, () -> ClassFileParser.parse(file))));
  }

  /** Counts a batch by itself, so that only its sums remain to be merged. */
  @AsyncMethod
  CompletableFuture<Census> merge(List<Finding> batch) {
    Census census = await(blocking(processors, () -> Census.of(batch)));
    progress.examined(batch.size());
    return completedFuture(census);
  }
}
