package dev.fermata.pipeline.engine;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where paths part: a mark goes down all of them. Confined to the loop. */
record Fork(List<StageQueue> paths) implements Outlet {

  @Override
  public CompletableFuture<?> put(Object mark) {
    return CompletableFuture.allOf(
        paths.stream().map(path -> path.put(mark)).toArray(CompletableFuture<?>[]::new));
  }

  CompletableFuture<?> put(int path, Object item) {
    return paths.get(path).put(item);
  }
}
