package dev.fermata.async;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Writes down who awaits whom. A call that awaits a call is written like a stack trace, line below
 * line; whatever else is awaited is written one step further in. What several wait for gets a
 * number, and is written out once.
 */
final class TaskDump {

  /** Lines of one chain of calls; what is longer loses its middle. */
  private static final int LONGEST_CHAIN = 100;

  private static final int LINES_AFTER_GAP = 10;
  private static final int DEEPEST_INDENT = 40;

  private final StringBuilder text = new StringBuilder();

  /** How many wait for a stage; more than one if it is to have a number. */
  private final IdentityHashMap<CompletableFuture<?>, Integer> waiters = new IdentityHashMap<>();

  private final IdentityHashMap<CompletableFuture<?>, Integer> numbers = new IdentityHashMap<>();

  /** Where a stage was written. */
  private final IdentityHashMap<CompletableFuture<?>, Place> written = new IdentityHashMap<>();

  /** A stage to be written, below the one that awaits it. */
  private static final class Place {
    private final CompletableFuture<?> stage;
    private final @Nullable Place above;
    private final int depth;

    Place(CompletableFuture<?> stage, @Nullable Place above, int depth) {
      this.stage = stage;
      this.above = above;
      this.depth = depth;
    }

    boolean isInside(Place other) {
      for (Place place = this; place != null; place = place.above) {
        if (place == other) {
          return true;
        }
      }
      return false;
    }
  }

  private TaskDump() {}

  static String of(EventLoop loop, List<SuspendedCall<?>> calls) {
    var dump = new TaskDump();
    dump.text.append(loop).append(": ").append(calls.size());
    dump.text.append(calls.size() == 1 ? " call\n" : " calls\n");
    dump.write(calls);
    return dump.text.toString();
  }

  private void write(List<SuspendedCall<?>> newestFirst) {
    newestFirst.forEach(this::countWaiters);
    var later = new ArrayList<SuspendedCall<?>>();
    for (int i = newestFirst.size() - 1; i >= 0; i--) {
      SuspendedCall<?> call = newestFirst.get(i);
      if (waiters.containsKey(call)) {
        later.add(call);
      } else {
        writeTree(call);
      }
    }
    for (SuspendedCall<?> call : later) {
      if (!written.containsKey(call)) { // in a circle that nobody else awaits
        waiters.merge(call, 1, Integer::sum);
        writeTree(call);
      }
    }
  }

  private void countWaiters(SuspendedCall<?> call) {
    Deque<Task<?>> toCount = new ArrayDeque<>(List.of(call));
    while (!toCount.isEmpty()) {
      for (CompletableFuture<?> member : toCount.removeLast().members()) {
        boolean isNew = waiters.merge(member, 1, Integer::sum) == 1;
        if (isNew && member instanceof Task<?> task && !(task instanceof SuspendedCall<?>)) {
          toCount.add(task); // calls are counted by themselves
        }
      }
    }
  }

  private void writeTree(SuspendedCall<?> root) {
    Deque<Place> toWrite = new ArrayDeque<>(List.of(new Place(root, null, 0)));
    while (!toWrite.isEmpty()) {
      List<Place> below = writeStage(toWrite.removeLast());
      for (int i = below.size() - 1; i >= 0; i--) {
        toWrite.addLast(below.get(i));
      }
    }
  }

  /** Returns what is to be written below. */
  private List<Place> writeStage(Place place) {
    CompletableFuture<?> stage = place.stage;
    Place before = written.get(stage);
    line(place.depth).append(place.above == null ? "" : "awaits ");
    if (before != null) {
      text.append('#').append(numbers.get(stage));
      text.append(place.isInside(before) ? ", a circle\n" : ", see above\n");
      return List.of();
    }
    written.put(stage, place);
    Integer count = waiters.get(stage);
    if (count != null && count > 1) {
      numbers.put(stage, numbers.size() + 1);
      text.append('#').append(numbers.size()).append(' ');
    }
    text.append(title(stage)).append('\n');
    CompletableFuture<?> last = stage instanceof SuspendedCall<?> c ? writeChain(c, place) : stage;
    List<? extends CompletableFuture<?>> members =
        last instanceof Task<?> task && !task.isDone() ? task.members() : List.of();
    return members.stream().<Place>map(m -> new Place(m, place, place.depth + 1)).toList();
  }

  private static String title(CompletableFuture<?> stage) {
    return stage instanceof Task<?> task
        ? task.name() + ", " + task.phase()
        : stage.getClass().getName() + (stage.isDone() ? ", ended" : ", not ended");
  }

  /** Writes where the calls wait of which each awaits the next; returns the last of them. */
  private SuspendedCall<?> writeChain(SuspendedCall<?> first, Place place) {
    var positions = new ArrayList<StackTraceElement>();
    SuspendedCall<?> call = first;
    SuspendedCall<?> next = first;
    while (next != null) {
      call = next;
      written.put(call, place);
      StackTraceElement position = call.position();
      if (position != null) {
        positions.add(position);
      }
      next = nextInChain(call);
    }
    int gap = positions.size() - LONGEST_CHAIN;
    for (int i = 0; i < positions.size(); i++) {
      if (gap > 0 && i == LONGEST_CHAIN - LINES_AFTER_GAP) {
        line(place.depth + 1).append("... ").append(gap).append(" more\n");
        i += gap;
      }
      line(place.depth + 1).append("at ").append(positions.get(i)).append('\n');
    }
    if (call != first && call.phase() == TaskPhase.RUNNING) {
      line(place.depth + 1).append("in ").append(title(call)).append('\n');
    }
    return call;
  }

  /** The call that {@code call} alone awaits, unless it is a task with a name of its own. */
  private @Nullable SuspendedCall<?> nextInChain(SuspendedCall<?> call) {
    List<CompletableFuture<?>> members = call.members();
    return members.size() == 1
            && members.get(0) instanceof SuspendedCall<?> next
            && !(next instanceof SpawnedTask<?>)
            && waiters.getOrDefault(next, 0) < 2
            && !written.containsKey(next)
        ? next
        : null;
  }

  private StringBuilder line(int depth) {
    return text.append("  ".repeat(Math.min(depth, DEEPEST_INDENT)));
  }
}
