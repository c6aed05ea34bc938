package dev.fermata.pipeline.engine;

import dev.fermata.pipeline.stats.LaneMeter;
import java.util.concurrent.CompletionStage;

/**
 * Sends each item down one of several paths. To its meter, to choose the path is the operation. A
 * router that fails, or names a path that is not there, ends the pipeline.
 */
final class RouteRun extends PassingRun {

  /** How one kind of route sends an item on its way. */
  interface Sending {
    CompletionStage<?> send(Object item, LaneMeter lane, Fork paths);
  }

  private final Sending sending;
  private final Fork paths;

  RouteRun(StagePlace place, Sending sending, Fork paths) {
    super(place);
    this.sending = sending;
    this.paths = paths;
  }

  @Override
  CompletionStage<?> process(Object item) {
    lane.begins(item);
    return passedWith(waitFor(send(item)));
  }

  private CompletionStage<?> send(Object item) {
    try {
      return sending.send(item, lane, paths);
    } catch (Throwable failure) {
      lane.ends(failure);
      throw failure;
    }
  }

  /** One path has failed: the others get no more items, but bring home what they have. */
  @Override
  public void stop() {
    boolean first = !isEnding();
    super.stop();
    if (first) {
      paths.put(Mark.END);
    }
  }

  static int present(int path, Fork paths, Object item) {
    int count = paths.paths().size();
    if (path < 0 || path >= count) {
      throw new IndexOutOfBoundsException(
          "the router returned path %d for %s, but the paths are 0 to %d"
              .formatted(path, item, count - 1));
    }
    return path;
  }
}
