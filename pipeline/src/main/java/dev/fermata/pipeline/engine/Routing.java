package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;

import dev.fermata.pipeline.engine.RouteRun.Sending;
import dev.fermata.pipeline.stats.LaneMeter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** The two kinds of routes. Confined to the loop. */
final class Routing {
  private Routing() {}

  /** Each item as a whole. */
  record ByItem(ToIntFunction<Object> router) implements Sending {
    @Override
    public CompletionStage<?> send(Object item, LaneMeter lane, Fork paths) {
      int path = RouteRun.present(router.applyAsInt(item), paths, item);
      lane.ends(null);
      return paths.put(path, item);
    }
  }

  /** Each list element by element, and a border behind it. */
  record ByElement(Function<List<Object>, List<Integer>> router, Mark.Border own)
      implements Sending {
    @Override
    public CompletionStage<?> send(Object item, LaneMeter lane, Fork paths) {
      List<List<Object>> shares = shares(elements(item), paths);
      lane.ends(null);
      return send(shares, paths);
    }

    private CompletionStage<?> send(List<List<Object>> shares, Fork paths) {
      for (int path = 0; path < shares.size(); path++) {
        if (!shares.get(path).isEmpty()) {
          await(paths.put(path, Collections.unmodifiableList(shares.get(path))));
        }
      }
      return paths.put(own);
    }

    @SuppressWarnings("unchecked") // A list of whatever is a list of objects to read.
    private static List<Object> elements(Object item) {
      return (List<Object>) item;
    }

    private List<List<Object>> shares(List<Object> elements, Fork paths) {
      List<Integer> chosen = router.apply(elements);
      if (chosen.size() != elements.size()) {
        throw new IllegalStateException(
            "the router returned %d paths for %d elements; it must return one for each"
                .formatted(chosen.size(), elements.size()));
      }
      var shares = new ArrayList<List<Object>>();
      paths.paths().forEach(path -> shares.add(new ArrayList<>()));
      for (int i = 0; i < elements.size(); i++) {
        Object element = elements.get(i);
        shares.get(RouteRun.present(chosen.get(i), paths, element)).add(element);
      }
      return shares;
    }
  }
}
