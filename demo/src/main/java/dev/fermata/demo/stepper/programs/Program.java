package dev.fermata.demo.stepper.programs;

import java.util.Locale;

/** The programs of the stepper, in the order in which they teach. */
public enum Program {
  COFFEE(
      CoffeeOrders.class,
      "Two orders, one thread",
      "Two calls of one async method take turns on a loop. Watch the locals: they move from the"
          + " stack into the frame of a suspended call, and back."),
  OVEN(
      SlowOven.class,
      "Blocking functions",
      "Two functions that block run on threads of an executor. Meanwhile the loop is free for other"
          + " things; what the threads hand back enters the ready queue."),
  BAKERY(
      Bakery.class,
      "A queue between two",
      "A queue with room for one: the producer waits when it is full, the consumer when it is empty."
          + " No thread waits with them."),
  CONCERT(
      CalledOff.class,
      "Cancellation",
      "A task is cancelled while a call deep inside of it waits. The cancellation arrives there as"
          + " an exception and travels up; a finally block may await.");

  private final Class<?> type;
  private final String title;
  private final String about;

  Program(Class<?> type, String title, String about) {
    this.type = type;
    this.title = title;
    this.about = about;
  }

  /** Its name in addresses and files. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Has a {@code main} method. */
  public Class<?> type() {
    return type;
  }

  public String title() {
    return title;
  }

  /** What there is to see. */
  public String about() {
    return about;
  }
}
