package dev.fermata.demo.stepper.recorder;

import static dev.fermata.demo.stepper.recorder.StageNames.SUSPENDED_CALL;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.fermata.demo.stepper.recording.Scene.Call;
import dev.fermata.demo.stepper.recording.Scene.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What an event loop of the core holds, read from its private fields. */
final class LoopView implements WatchedLoop {

  private final Mirror loop;
  private final SteppedClock clock;
  private final StageNames names;
  private final SuspendedCalls calls;

  LoopView(Mirror loop, StageNames names, SuspendedCalls calls) {
    this.loop = loop;
    this.names = names;
    this.calls = calls;
    this.clock = SteppedClock.of(loop.need("clock"));
  }

  @Override
  public long time() {
    return clock.millis();
  }

  /** First to run first; what other threads have handed over comes last. */
  @Override
  public List<String> ready() {
    return readyObjects().stream().map(this::name).toList();
  }

  boolean nothingIsReady() {
    return readyObjects().isEmpty();
  }

  private List<Mirror> readyObjects() {
    var objects = new ArrayList<Mirror>();
    Fifo.ofDeque(queue().need("ready")).forEach(item -> Mirror.of(item).ifPresent(objects::add));
    Fifo.ofInbox(queue().need("inbox")).forEach(item -> Mirror.of(item).ifPresent(objects::add));
    return objects;
  }

  private Mirror queue() {
    return loop.need("queue");
  }

  /** What a thing in the ready queue is called. */
  String name(Mirror action) {
    return action.isA("dev.fermata.async.Task") ? names.nameOf(action) : "an action of the loop";
  }

  @Override
  public List<Timer> timers() {
    var timers = new ArrayList<Timer>();
    // A TreeSet is the keys of a TreeMap.
    inOrder(queue().need("timers").need("queue").need("m").get("root"), timers);
    return timers;
  }

  private void inOrder(Optional<Mirror> entry, List<Timer> timers) {
    if (entry.isPresent()) {
      inOrder(entry.get().get("left"), timers);
      Mirror timer = entry.get().need("key");
      Mirror task = timer.need("value");
      timers.add(
          new Timer(
              names.nameOf(task),
              TimeUnit.NANOSECONDS.toMillis(timer.longOf("due")),
              waiters(task).stream().map(names::nameOf).collect(joining(", "))));
      inOrder(entry.get().get("right"), timers);
    }
  }

  /** Which calls await a task, in the order in which they came. */
  static List<Mirror> waiters(Mirror task) {
    var waiters = new ArrayList<Mirror>();
    Optional<Mirror> rest = task.get("waiters");
    while (rest.isPresent() && rest.get().simpleName().equals("MoreWaiters")) {
      waiters.add(0, rest.get().need("last"));
      rest = rest.get().get("before");
    }
    rest.filter(waiter -> waiter.isA(SUSPENDED_CALL)).ifPresent(waiter -> waiters.add(0, waiter));
    return waiters;
  }

  @Override
  public List<Call> calls() {
    return calls.of(loop, readyObjects().stream().map(Mirror::id).collect(toSet()));
  }

  /** How many blocking functions are under way, begun or not. */
  int othersAtWork() {
    return loop.need("thread").need("othersAtWork").intOf("value");
  }
}
