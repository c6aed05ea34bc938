package dev.fermata.pipeline.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Makes one list of what the paths of a route have yielded for one batch, path by path. The route's
 * border tells when the batch is complete. A batch of which nothing is left is dropped.
 */
final class BatchJoining implements Join.Joining {
  private static final CompletableFuture<Void> ROOM = CompletableFuture.completedFuture(null);

  private final Outlet out;
  private final Mark.Border own;
  private final List<List<Object>> results = new ArrayList<>();

  BatchJoining(Outlet out, int paths, Mark.Border own) {
    this.out = out;
    this.own = own;
    for (int i = 0; i < paths; i++) {
      results.add(new ArrayList<>());
    }
  }

  @Override
  public CompletableFuture<?> item(int path, Object item) {
    results.get(path).addAll((List<?>) item);
    return ROOM;
  }

  @Override
  public CompletableFuture<?> mark(Mark mark) {
    if (mark instanceof Mark.Border border && border != own) {
      return out.put(mark);
    }
    List<Object> batch = join();
    CompletableFuture<?> room = batch.isEmpty() ? ROOM : out.put(batch);
    return mark == own ? room : out.put(mark);
  }

  private List<Object> join() {
    var batch = new ArrayList<Object>();
    for (List<Object> ofPath : results) {
      batch.addAll(ofPath);
      ofPath.clear();
    }
    return Collections.unmodifiableList(batch);
  }
}
