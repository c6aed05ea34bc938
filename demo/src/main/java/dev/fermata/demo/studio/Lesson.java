package dev.fermata.demo.studio;

import java.util.List;

/**
 * A lesson: a program that is its own material. Its text is the comment of its class, its source is
 * shown as it stands.
 */
public interface Lesson {

  /** Runs the program. */
  void teach(Studio studio) throws Exception;

  /** Lessons that do the same work in another way, to be measured beside this one. */
  default List<Lesson> sameWork() {
    return List.of();
  }

  /** Whether it runs in simulated time too: all that it waits for is of the studio. */
  default boolean runsInSimulatedTime() {
    return true;
  }
}
