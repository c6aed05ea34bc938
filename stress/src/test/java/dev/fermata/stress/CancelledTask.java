package dev.fermata.stress;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.sleep;
import static dev.fermata.async.Async.yieldNow;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.async.AsyncQueue;
import dev.fermata.async.AsyncSemaphore;
import dev.fermata.async.EventLoop;
import dev.fermata.async.Task;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** A task that is cancelled at a certain point, and what became of it. Confined to the loop. */
final class CancelledTask {

  /** When it is cancelled. */
  enum Point {
    BEFORE_ITS_START,
    /** At one of many awaits that chance decides, on its own or in a line with others. */
    SUSPENDED,
    /** What it awaits has come, and it has not run yet. */
    WITH_THE_VALUE,
    /** The same, of an item of a queue, which the queue must keep. */
    WITH_THE_ITEM,
    /** A second time, while its finally block awaits. */
    DURING_ITS_CLEAN_UP,
    /** And goes on regardless. */
    SWALLOWED,
    AFTER_ITS_END
  }

  /** What all tasks share. */
  record World(
      SplittableRandom random, AsyncSemaphore permits, AsyncQueue<Integer> queue, EventLoop loop) {}

  final Point point;
  private final World world;
  private final CompletableFuture<Integer> gate = new CompletableFuture<>();
  private final AsyncQueue<Integer> own = new AsyncQueue<>(1);
  private final Task<Integer> task;

  private boolean begun;
  private boolean cleanedUp;
  private boolean inCleanUp;
  private boolean asItShouldBe = true;

  CancelledTask(Point point, World world) {
    this.point = point;
    this.world = world;
    task = world.loop().spawn(this::body);
    if (point == Point.BEFORE_ITS_START) {
      expect(task.cancel(true));
    }
  }

  private CompletableFuture<Integer> body() {
    begun = true;
    try {
      return completedFuture(await(work()));
    } finally {
      cleanedUp = true;
    }
  }

  private CompletableFuture<Integer> work() {
    switch (point) {
      case AFTER_ITS_END -> await(yieldNow());
      case WITH_THE_VALUE -> await(gate);
      case WITH_THE_ITEM -> await(own.get());
      case DURING_ITS_CLEAN_UP -> {
        try {
          await(gate);
        } finally {
          inCleanUp = true;
          await(sleep(Duration.ofDays(1)));
        }
      }
      case SWALLOWED -> {
        try {
          await(endless());
        } catch (CancellationException swallowed) {
          await(sleep(Duration.ofMillis(1)));
        }
      }
      case BEFORE_ITS_START, SUSPENDED -> await(endless());
    }
    return completedFuture(1);
  }

  private CompletableFuture<Void> endless() {
    while (true) {
      await(step());
    }
  }

  private CompletableFuture<Void> step() {
    SplittableRandom random = world.random();
    switch (random.nextInt(5)) {
      case 0 -> await(yieldNow());
      case 1 -> await(sleep(Duration.ofMillis(random.nextInt(100))));
      case 2 -> {
        await(world.permits().acquire());
        try {
          await(sleep(Duration.ofMillis(1)));
        } finally {
          world.permits().release();
        }
      }
      case 3 -> await(world.queue().put(1));
      default -> await(world.queue().get());
    }
    return completedFuture(null);
  }

  /** Cancels it, once it has come to its point. Done when it has ended. */
  CompletableFuture<Void> cancel() {
    switch (point) {
      case BEFORE_ITS_START -> {}
      case AFTER_ITS_END -> {
        await(task);
        expect(!task.cancel(true));
      }
      case WITH_THE_VALUE -> {
        expect(gate.complete(7));
        expect(task.cancel(true));
      }
      case WITH_THE_ITEM -> {
        expect(own.offer(7));
        expect(task.cancel(true));
      }
      case DURING_ITS_CLEAN_UP -> {
        expect(task.cancel(true));
        await(untilInCleanUp());
        expect(!task.isDone());
        expect(task.cancel(true));
      }
      case SUSPENDED, SWALLOWED -> expect(task.cancel(true));
    }
    await(task.handle((value, failure) -> null));
    return completedFuture(null);
  }

  private CompletableFuture<Void> untilInCleanUp() {
    while (!inCleanUp) {
      await(yieldNow());
    }
    return completedFuture(null);
  }

  private void expect(boolean met) {
    asItShouldBe &= met;
  }

  /** Whether it ended as its point lets one expect, and has left nothing of its own behind. */
  boolean isAsItShouldBe() {
    boolean ends = point == Point.AFTER_ITS_END || point == Point.SWALLOWED;
    boolean begins = point != Point.BEFORE_ITS_START;
    boolean keepsItem = point == Point.WITH_THE_ITEM;
    return asItShouldBe
        && task.isCancelled() != ends
        && (!ends || task.join() == 1)
        && begun == begins
        && cleanedUp == begins
        && own.poll().isPresent() == keepsItem;
  }
}
