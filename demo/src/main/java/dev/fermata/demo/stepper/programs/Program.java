package dev.fermata.demo.stepper.programs;

import dev.fermata.demo.lessons.L08EventLoopByHand;
import dev.fermata.demo.lessons.L09AsyncAwait;
import dev.fermata.demo.studio.Lesson;
import java.util.List;
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
          + " an exception and travels up; a finally block may await."),
  LESSON8(
      L08EventLoopByHand.class,
      "Lesson 8: the event loop, by hand",
      "The loop of lesson 8 is twenty lines of Java: here is its queue, and its workers. No call is"
          + " ever suspended; what comes next stands in callbacks."),
  LESSON9(
      L09AsyncAwait.class,
      "Lesson 9: async and await",
      "The same six photos with async and await. Compare with lesson 8: what was cut into callbacks"
          + " there is one method here, whose calls wait side by side, without any thread.");

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

  /** Whose source is shown: a class with a {@code main} method, or a lesson. */
  public Class<?> type() {
    return type;
  }

  /** Whether it is a lesson of the course, which the stepper gives in simulated time. */
  public boolean isLesson() {
    return Lesson.class.isAssignableFrom(type);
  }

  /** What runs it: a class with a {@code main} method, and arguments. */
  public List<String> command() {
    return isLesson()
        ? List.of(SimulatedLesson.class.getName(), type.getName())
        : List.of(type.getName());
  }

  public String title() {
    return title;
  }

  /** What there is to see. */
  public String about() {
    return about;
  }
}
