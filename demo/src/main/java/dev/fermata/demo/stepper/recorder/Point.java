package dev.fermata.demo.stepper.recorder;

import java.util.EnumSet;
import java.util.Set;

/** Where the recorder stops a thread: at the program's lines, and at methods that it calls. */
enum Point {
  LINE("", "", false),
  /** A thread begins to run a loop. */
  ENTER(Point.CORE + "EventLoop", "enter", false),
  TAKE(Point.CORE + "ReadyQueue", "runOne", false),
  WAKE(Point.CORE + "EventLoop", "resume", true),
  IDLE(Point.CORE + "EventLoop", "idle", false),
  SUSPEND(Point.CORE + "SuspendedCall", "suspendAt", true),
  CANCEL(Point.CORE + "SuspendedCall", "cancelTargets", false),
  END(Point.CORE + "Task", "settle", false),
  WORK_BEGINS(Point.CORE + "BlockingTask", "run", false),
  /** At every way out of the method. */
  WORK_ENDS(Point.CORE + "BlockingTask", "run", true),

  // A loop that a program makes for itself of a blocking queue.
  /** At every way out. */
  QUEUE_ADD("java.util.AbstractQueue", "add", true),
  QUEUE_EMPTY("dev.fermata.demo.studio.VisibleQueue", "take", false),
  /** At every way out. */
  QUEUE_TAKE("java.util.concurrent.LinkedBlockingQueue", "take", true);

  private static final String CORE = "dev.fermata.async.";

  private final String type;
  private final String method;
  private final boolean atEnd;

  Point(String type, String method, boolean atEnd) {
    this.type = type;
    this.method = method;
    this.atEnd = atEnd;
  }

  /** Those where an event loop of the core does something. */
  static Set<Point> ofEventLoop() {
    return EnumSet.range(ENTER, WORK_ENDS);
  }

  /** Those where a loop made by hand does something. */
  static Set<Point> ofLoopByHand() {
    return EnumSet.range(QUEUE_ADD, QUEUE_TAKE);
  }

  String typeName() {
    return type;
  }

  String method() {
    return method;
  }

  /** Whether the stop is where the method ends, and not where it begins. */
  boolean atEnd() {
    return atEnd;
  }

  /** Whether the method has several ways out, or no code of its own where it ends. */
  boolean atEveryWayOut() {
    return this == WORK_ENDS || this == QUEUE_ADD || this == QUEUE_TAKE;
  }
}
