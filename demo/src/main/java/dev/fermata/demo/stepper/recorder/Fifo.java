package dev.fermata.demo.stepper.recorder;

import com.sun.jdi.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The contents of the queues that are looked into, oldest first. */
final class Fifo {

  private Fifo() {}

  /** Of a {@code java.util.ArrayDeque}, which holds no null. */
  static List<Value> ofDeque(Mirror deque) {
    List<@Nullable Value> ring = deque.need("elements").elements();
    int head = deque.intOf("head");
    var ordered = new ArrayList<@Nullable Value>(ring.subList(head, ring.size()));
    ordered.addAll(ring.subList(0, head));
    // From the head on: elements, then empty slots.
    return ordered.stream().filter(Objects::nonNull).map(Objects::requireNonNull).toList();
  }

  /** Of a {@code java.util.concurrent.LinkedBlockingQueue}, whose first node is empty. */
  static List<Value> ofLinkedQueue(Mirror queue) {
    var values = new ArrayList<Value>();
    Optional<Mirror> node = queue.need("head").get("next");
    while (node.isPresent()) {
      values.add(node.get().need("item").object());
      node = node.get().get("next");
    }
    return values;
  }

  /** Of the loop's inbox, a chain that begins with the newest. */
  static List<Value> ofInbox(Mirror inbox) {
    var values = new ArrayList<Value>();
    Optional<Mirror> node = inbox.need("newest").get("value");
    while (node.isPresent()) {
      node.get().get("value").map(Mirror::object).ifPresent(values::add);
      node = node.get().get("next");
    }
    Collections.reverse(values);
    return values;
  }
}
