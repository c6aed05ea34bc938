package dev.fermata.demo.stepper.recording;

import java.util.List;

/**
 * What can be seen at a step.
 *
 * @param time milliseconds on the loop's clock
 * @param stack the program's frames on the loop's thread, innermost first
 * @param ready the loop's ready queue, first to run first
 * @param timers in the order in which they are due
 * @param calls suspended calls that have not ended, oldest first
 * @param workers threads that run blocking functions
 * @param output all that the program has printed
 */
public record Scene(
    long time,
    List<Frame> stack,
    List<String> ready,
    List<Timer> timers,
    List<Call> calls,
    List<Worker> workers,
    String output) {

  public Scene {
    stack = List.copyOf(stack);
    ready = List.copyOf(ready);
    timers = List.copyOf(timers);
    calls = List.copyOf(calls);
    workers = List.copyOf(workers);
  }

  /** A local variable, a parameter or a saved value, and its value as text. */
  public record Variable(String name, String value) {

    /** Stands for the value that a local had before its method was suspended, and nobody saved. */
    public static final String NOT_NEEDED = "no longer needed";
  }

  /** A method of the program on a thread's stack. */
  public record Frame(String name, int line, List<Variable> variables) {

    public Frame {
      variables = List.copyOf(variables);
    }
  }

  /**
   * A timer.
   *
   * @param due milliseconds on the loop's clock
   * @param wakes who waits for it; empty when nobody does
   */
  public record Timer(String name, long due, String wakes) {}

  /**
   * A call that has been suspended at least once.
   *
   * @param task the spawned task whose body it is; empty when it is none
   * @param state what it does now
   * @param line where it was suspended last, 0 when it has returned
   * @param awaits what it waits for; empty while it runs
   * @param saved the locals that its frame holds
   */
  public record Call(
      String name, String task, State state, int line, String awaits, List<Variable> saved) {

    public Call {
      saved = List.copyOf(saved);
    }
  }

  /** What a call does. */
  public enum State {
    WAITING,
    READY,
    RUNNING
  }

  /**
   * A thread that runs a blocking function.
   *
   * @param stack the program's frames on it, innermost first
   */
  public record Worker(String name, List<Frame> stack) {

    public Worker {
      stack = List.copyOf(stack);
    }
  }
}
