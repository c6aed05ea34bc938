package dev.fermata.demo.stepper.recorder;

/** Where the recorder stops a thread: at the program's lines, and at methods of the core. */
enum Point {
  LINE("", "", false),
  /** A thread begins to run a loop. */
  ENTER("EventLoop", "enter", false),
  TAKE("ReadyQueue", "runOne", false),
  WAKE("EventLoop", "resume", true),
  IDLE("EventLoop", "idle", false),
  SUSPEND("SuspendedCall", "suspendAt", true),
  CANCEL("SuspendedCall", "cancelTargets", false),
  END("Task", "settle", false),
  WORK_BEGINS("BlockingTask", "run", false),
  /** At every way out of the method. */
  WORK_ENDS("BlockingTask", "run", true);

  private static final String CORE = "dev.fermata.async.";

  private final String type;
  private final String method;
  private final boolean atEnd;

  Point(String type, String method, boolean atEnd) {
    this.type = type;
    this.method = method;
    this.atEnd = atEnd;
  }

  String typeName() {
    return CORE + type;
  }

  String method() {
    return method;
  }

  /** Whether the stop is where the method ends, and not where it begins. */
  boolean atEnd() {
    return atEnd;
  }
}
