package dev.fermata.demo.stepper.recorder;

import com.sun.jdi.Method;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.event.MethodExitEvent;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.event.VMStartEvent;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread of the recorded JVM run at a time, from stop to stop, in turn: so a run comes out
 * the same every time, though it has several threads.
 */
final class Turns {

  private static final long PATIENCE_MILLIS = 30_000;

  private final VirtualMachine machine;
  private final Stops stops;

  /** Threads that stand still, by name: the main thread's sorts before those of pools. */
  private final TreeMap<String, Stop> standing = new TreeMap<>(mainFirst());

  private String last = "";
  private boolean over;

  Turns(VirtualMachine machine, Stops stops) {
    this.machine = machine;
    this.stops = stops;
  }

  private static Comparator<String> mainFirst() {
    return Comparator.comparing((String name) -> !name.equals("main"))
        .thenComparing(Comparator.naturalOrder());
  }

  /** Waits until a thread stands still, as it may do already; false when the program has ended. */
  boolean awaitStop(String thread) throws InterruptedException {
    while (!over && !standing.containsKey(thread)) {
      handleNext("thread " + thread);
    }
    return !over;
  }

  /**
   * Waits until any thread stands still, where the program itself lets one run at a time; empty
   * when the program has ended.
   */
  Optional<Stop> awaitAnyStop() throws InterruptedException {
    while (!over && standing.isEmpty()) {
      handleNext("the program's only thread that runs");
    }
    return standing.values().stream().findFirst();
  }

  /**
   * Waits until the threads of so many blocking functions stand still; some are just starting, and
   * some not even that, while a thread that stands still is about to hand them over.
   */
  void awaitWorkers(int count) throws InterruptedException {
    if (standing.values().stream().noneMatch(Stop::isHandingOver)) {
      while (!over && standing.values().stream().filter(Stop::isWorker).count() < count) {
        handleNext("the thread of a blocking function; has its executor one to spare?");
      }
    }
  }

  /** The thread whose turn it is among those that may run on. */
  Optional<Stop> next(Predicate<Stop> mayRun) {
    return standing.tailMap(last, false).values().stream()
        .filter(mayRun)
        .findFirst()
        .or(() -> standing.values().stream().filter(mayRun).findFirst());
  }

  /** Lets a thread run to its next stop, which may never come. */
  void release(Stop stop) {
    last = stop.name();
    standing.remove(last);
    stop.thread().resume();
  }

  /** Leaves a thread where it stands: others come first. */
  void pass(Stop stop) {
    last = stop.name();
  }

  /** All threads that stand still. */
  Collection<Stop> standing() {
    return standing.values();
  }

  private void handleNext(String waitingFor) throws InterruptedException {
    EventSet events = machine.eventQueue().remove(PATIENCE_MILLIS);
    if (events == null) {
      throw new IllegalStateException(
          "nothing has happened for " + PATIENCE_MILLIS / 1000 + " s, waiting for " + waitingFor);
    }
    try {
      boolean stopped = false;
      for (Event event : events) {
        stopped |= handle(event);
      }
      if (!stopped) {
        events.resume();
      }
    } catch (VMDisconnectedException ended) {
      over = true;
    }
  }

  /** Whether the thread is to stand still. */
  private boolean handle(Event event) {
    if (event instanceof VMDeathEvent || event instanceof VMDisconnectEvent) {
      over = true;
    } else if (event instanceof ClassPrepareEvent prepared) {
      stops.prepare(prepared.referenceType());
    } else if (event instanceof LocatableEvent located) {
      return stand(located);
    } else if (!(event instanceof VMStartEvent)) {
      throw new IllegalStateException("not asked for: " + event);
    }
    return false;
  }

  private boolean stand(LocatableEvent event) {
    @Nullable Object property = event.request().getProperty(Stops.POINT);
    if (!(property instanceof Point point)) {
      throw new IllegalStateException("a stop without a point: " + event);
    }
    if (event instanceof MethodExitEvent exit) {
      return isAt(point, exit.method()) && stand(event, point, Mirror.of(exit.returnValue()));
    }
    return stand(event, point, Optional.empty());
  }

  /** Exits are told of all methods, of subclasses too. */
  private static boolean isAt(Point point, Method method) {
    return method.name().equals(point.method())
        && method.declaringType().name().equals(point.typeName());
  }

  private boolean stand(LocatableEvent event, Point point, Optional<Mirror> returned) {
    String name = event.thread().name();
    standing.put(name, new Stop(event.thread(), name, point, returned));
    return true;
  }
}
