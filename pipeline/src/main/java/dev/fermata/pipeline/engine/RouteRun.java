package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;

import dev.fermata.async.TaskGroup;
import dev.fermata.pipeline.stats.LaneMeter;
import java.util.concurrent.CompletionStage;

/**
 * Sends each item down one of several paths. To its meter, to choose the path is the operation. A
 * router that fails, or names a path that is not there, ends the pipeline.
 */
final class RouteRun extends StageRun {

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
  CompletionStage<Void> work(TaskGroup lanes) {
    LaneMeter lane = lane(0);
    while (true) {
      lane.waits();
      Object item = await(next());
      if (isEnd(item)) {
        return DONE;
      }
      if (item instanceof Mark) {
        await(handOn(item));
      } else {
        lane.begins(item);
        await(waitFor(send(item, lane)));
        lane.passed();
      }
    }
  }

  private CompletionStage<?> send(Object item, LaneMeter lane) {
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
