package dev.fermata.async;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;

/**
 * A place where a fixed number of async methods wait for one another: when the last has come, all
 * go on, in the order in which they came, and the barrier is there for the next round.
 *
 * <pre>{@code
 * AsyncBarrier rounds = new AsyncBarrier(workers);
 *
 * CompletableFuture<Void> work(Grid grid, int part) {
 *   while (!grid.isStable()) {
 *     await(grid.step(part));
 *     if (await(rounds.arrive()) == 0) { // one of them
 *       grid.show();
 *     }
 *   }
 *   return completedFuture(null);
 * }
 * }</pre>
 *
 * <p>A call that is cancelled while it waits leaves the barrier, which then waits for another in
 * its place; cancelled after the last has come, it keeps nobody from going on.
 *
 * <p>{@link #abort} breaks the barrier, for the case that somebody will never come: all that wait,
 * and all that come later, fail with {@link BrokenBarrierException}, until {@link #reset}. To catch
 * it, say {@code await(barrier.arrive(), BrokenBarrierException.class)}.
 *
 * <p>May be used by any number of threads and loops at once.
 */
public final class AsyncBarrier {

  private final int parties;

  // Guarded by this. Waiters are told outside of the lock: they may run on at once, and come back.
  private final WaitingLine<Arrival> waiters = new WaitingLine<>();
  private boolean broken;

  /**
   * Makes a barrier at which nobody waits.
   *
   * @param parties how many wait for one another, at least 1
   * @throws IllegalArgumentException when {@code parties} is less than 1
   */
  public AsyncBarrier(int parties) {
    if (parties < 1) {
      throw new IllegalArgumentException("parties must be at least 1, but are " + parties);
    }
    this.parties = parties;
  }

  /**
   * Waits for the others.
   *
   * @return ends when all have come, with the place among those of this round, from 0 for the first
   *     to {@code parties - 1} for the last; fails with {@link BrokenBarrierException} when the
   *     barrier is broken, or is reset meanwhile
   */
  public Task<Integer> arrive() {
    var arrival = new Arrival();
    List<Arrival> round;
    synchronized (this) {
      if (!broken) {
        waiters.add(arrival);
        if (waiters.size() < parties) {
          return arrival;
        }
        round = takeWaiters();
      } else {
        round = List.of();
      }
    }
    if (round.isEmpty()) {
      arrival.refuse("the barrier is broken: reset it before it is used again");
    }
    int place = 0;
    for (Arrival waiter : round) {
      waiter.complete(place++);
    }
    return arrival;
  }

  /** Breaks the barrier: all that wait fail, and all that come before {@link #reset}. */
  public void abort() {
    end(true, "the barrier was broken while this call waited at it");
  }

  /** Makes the barrier as new: all that wait now fail, and those that come later wait. */
  public void reset() {
    end(false, "the barrier was reset while this call waited at it");
  }

  private void end(boolean breaks, String reason) {
    List<Arrival> round;
    synchronized (this) {
      broken = breaks;
      round = takeWaiters();
    }
    round.forEach(waiter -> waiter.refuse(reason));
  }

  /** Needs the lock. */
  private List<Arrival> takeWaiters() {
    List<Arrival> round = new ArrayList<>();
    waiters.drainTo(round::add);
    return round;
  }

  /** How many have to come before they all go on. */
  public int parties() {
    return parties;
  }

  /** How many wait now. */
  public synchronized int waiting() {
    return waiters.size();
  }

  /** Whether it was broken, and not reset since. */
  public synchronized boolean isBroken() {
    return broken;
  }

  private final class Arrival extends WaitingLine.Waiting<Integer> {

    void refuse(String reason) {
      completeExceptionally(new BrokenBarrierException(reason));
    }

    /** Once the round is complete there is nothing left to cancel. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      synchronized (AsyncBarrier.this) {
        if (!waiters.remove(this)) {
          return isCancelled();
        }
      }
      return super.cancel(mayInterruptIfRunning);
    }

    @Override
    public String name() {
      return "barrier.arrive";
    }
  }
}
