package dev.fermata.stress;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.sleep;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.AsyncQueue;
import dev.fermata.async.AsyncSemaphore;
import dev.fermata.async.EventLoop;
import dev.fermata.async.testing.VirtualClock;
import dev.fermata.stress.CancelledTask.Point;
import dev.fermata.stress.CancelledTask.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Tasks of which every single one is cancelled, each at a point that chance decides. */
class CancelledTasksSoakTest {

  private static final int TASKS = Integer.getInteger("soak.tasks");
  private static final long SEED = Long.getLong("soak.seed", System.nanoTime());
  private static final List<Point> POINTS = List.of(Point.values());
  private static final int PERMITS = 8;
  private static final int ALIVE = 1_000;

  @Test
  void tasksCancelledAnywhereEndAsTheyShouldAndLeaveNothingBehind() {
    System.out.println("soak.seed=" + SEED);
    run(TASKS / 10);
    long before = Heap.inUse();
    Map<Point, Integer> cancelled = run(TASKS);
    long more = Heap.inUse() - before;

    System.out.printf("%,d tasks cancelled: %s; heap %,d bytes more%n", TASKS, cancelled, more);
    assertThat(cancelled).containsOnlyKeys(Point.values());
    assertThat(cancelled.values().stream().mapToInt(count -> count).sum()).isEqualTo(TASKS);
    assertThat(more).isLessThan(Heap.ALLOWANCE);
  }

  private static Map<Point, Integer> run(int tasks) {
    return EventLoop.run(() -> cancel(tasks, new SplittableRandom(SEED)), new VirtualClock());
  }

  private static CompletableFuture<Map<Point, Integer>> cancel(int tasks, SplittableRandom random) {
    Map<Point, Integer> counts = new EnumMap<>(Point.class);
    EventLoop loop = EventLoop.current();
    var permits = new AsyncSemaphore(PERMITS);
    var world = new World(random, permits, new AsyncQueue<>(16), loop);
    for (int left = tasks; left > 0; left -= ALIVE) {
      List<CancelledTask> alive = new ArrayList<>();
      for (int i = Math.min(left, ALIVE); i > 0; i--) {
        Point point = POINTS.get(random.nextInt(POINTS.size()));
        alive.add(new CancelledTask(point, world));
        counts.merge(point, 1, Integer::sum);
      }
      while (!alive.isEmpty()) {
        await(sleep(Duration.ofMillis(1 + random.nextInt(3))));
        for (int i = random.nextInt(50); i > 0 && !alive.isEmpty(); i--) {
          CancelledTask next = alive.remove(random.nextInt(alive.size()));
          await(next.cancel());
          assertThat(next.isAsItShouldBe()).as("%s, seed %d", next.point, SEED).isTrue();
        }
      }
      assertThat(loop.tasks()).as("the run and its body").hasSize(2);
      assertThat(permits.availablePermits()).as("permits").isEqualTo(PERMITS);
    }
    return completedFuture(counts);
  }
}
