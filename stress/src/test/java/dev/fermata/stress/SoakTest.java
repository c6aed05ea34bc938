package dev.fermata.stress;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.sleep;
import static dev.fermata.async.Async.yieldNow;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.AsyncQueue;
import dev.fermata.async.AsyncSemaphore;
import dev.fermata.async.EventLoop;
import dev.fermata.async.Task;
import dev.fermata.async.testing.VirtualClock;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * One loop for a long time: what it has done must leave nothing behind. A moment of it in the
 * normal build; {@code -Psoak} runs a hundred million awaits and a million tasks.
 */
class SoakTest {

  private static final long AWAITS = Long.getLong("soak.awaits");
  private static final int TASKS = Integer.getInteger("soak.tasks");
  private static final long SEED = Long.getLong("soak.seed", System.nanoTime());

  /** What a JVM may have more at the end than at the beginning, for reasons of its own. */
  private static final long ALLOWANCE = 1 << 20;

  private static final int ALIVE = 1_000;

  @Test
  void awaitsLeaveNothingBehind() {
    EventLoop.run(
        () -> {
          turn(AWAITS / 10);
          return completedFuture(null);
        });
    long before = heapInUse();
    long turned =
        EventLoop.run(
            () -> {
              var call = turn(AWAITS);
              assertThat(EventLoop.current().tasks()).isNotEmpty();
              return call;
            });
    assertThat(turned).isEqualTo(AWAITS);
    assertThat(heapInUse() - before).isLessThan(ALLOWANCE);
  }

  private static CompletableFuture<Long> turn(long times) {
    long turned = 0;
    for (long i = 0; i < times; i++) {
      await(yieldNow());
      turned++;
    }
    return completedFuture(turned);
  }

  /** Tasks of all kinds, of which every third is cancelled at a point that chance decides. */
  @Test
  void tasksThatEndOrAreCancelledAnywhereLeaveNothingBehind() {
    System.out.println("soak.seed=" + SEED);
    work(TASKS / 10);
    long before = heapInUse();
    Counts counts = work(TASKS);
    assertThat(counts.cleanedUp).as("finally blocks").isEqualTo(counts.begun);
    assertThat(counts.ended + counts.cancelled).isEqualTo(TASKS);
    assertThat(counts.cancelled).isPositive();
    assertThat(heapInUse() - before).isLessThan(ALLOWANCE);
  }

  private static Counts work(int tasks) {
    var world = new World(new SplittableRandom(SEED));
    Counts counts = EventLoop.run(() -> world.run(tasks), new VirtualClock());
    assertThat(world.permits.availablePermits()).as("permits").isEqualTo(World.PERMITS);
    return counts;
  }

  private static final class Counts {
    private int begun;
    private int cleanedUp;
    private int ended;
    private int cancelled;
  }

  /** What the tasks share. Confined to the loop. */
  private static final class World {

    static final int PERMITS = 8;

    private final SplittableRandom random;
    private final Counts counts = new Counts();
    private final AsyncSemaphore permits = new AsyncSemaphore(PERMITS);
    private final AsyncQueue<Integer> queue = new AsyncQueue<>(16);
    private final ArrayDeque<Task<?>> alive = new ArrayDeque<>();

    World(SplittableRandom random) {
      this.random = random;
    }

    CompletableFuture<Counts> run(int tasks) {
      EventLoop loop = EventLoop.current();
      for (int i = 0; i < tasks; i++) {
        alive.add(loop.spawn(this::task));
        if (random.nextInt(3) == 0) {
          cancelOne();
        }
        if (alive.size() >= ALIVE) {
          await(allEnd());
          assertThat(loop.tasks()).as("the run and its body").hasSize(2);
        }
      }
      await(allEnd());
      return completedFuture(counts);
    }

    private void cancelOne() {
      List<Task<?>> all = new ArrayList<>(alive);
      all.get(random.nextInt(all.size())).cancel(true);
    }

    private CompletableFuture<Void> allEnd() {
      while (!alive.isEmpty()) {
        Task<?> task = alive.poll();
        await(task.handle((value, failure) -> null));
        if (task.isCancelled()) {
          counts.cancelled++;
        } else {
          task.join();
          counts.ended++;
        }
      }
      return completedFuture(null);
    }

    private CompletableFuture<Integer> task() {
      counts.begun++;
      try {
        int sum = 0;
        for (int i = random.nextInt(4); i >= 0; i--) {
          sum += await(step());
        }
        return completedFuture(sum);
      } finally {
        counts.cleanedUp++;
      }
    }

    private CompletableFuture<Integer> step() {
      switch (random.nextInt(4)) {
        case 0 -> await(yieldNow());
        case 1 -> await(sleep(Duration.ofMillis(random.nextInt(100))));
        case 2 -> {
          await(permits.acquire());
          try {
            await(sleep(Duration.ofMillis(1)));
          } finally {
            permits.release();
          }
        }
        default -> {
          if (queue.offer(1)) {
            await(yieldNow());
            return completedFuture(queue.poll().orElse(0));
          }
        }
      }
      return completedFuture(1);
    }
  }

  private static long heapInUse() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
