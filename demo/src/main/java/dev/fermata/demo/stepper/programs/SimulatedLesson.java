package dev.fermata.demo.stepper.programs;

import dev.fermata.demo.studio.Lesson;
import dev.fermata.demo.studio.LessonRun;
import dev.fermata.demo.studio.SimulatedTime;

/** Gives a lesson in simulated time: its threads run one after the other, each run alike. */
public final class SimulatedLesson {

  private SimulatedLesson() {}

  /**
   * Runs a lesson, and prints what it says.
   *
   * @param arguments the name of its class
   */
  public static void main(String[] arguments) throws Exception {
    Class<?> type = Class.forName(arguments[0]);
    var lesson = (Lesson) type.getDeclaredConstructor().newInstance();
    LessonRun.of(lesson, new SimulatedTime(), System.out::println);
  }
}
