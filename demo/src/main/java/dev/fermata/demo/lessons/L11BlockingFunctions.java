package dev.fermata.demo.lessons;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.blocking;
import static dev.fermata.async.Async.spawn;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.async.EventLoop;
import dev.fermata.async.Task;
import dev.fermata.demo.studio.Lesson;
import dev.fermata.demo.studio.LessonAlone;
import dev.fermata.demo.studio.Studio;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Blocking functions, and what happens when one forgets.
 *
 * <p>A loop has one thread, and everybody on it depends on everybody else to let go of it. Most
 * functions in the world do not: file systems, drivers of data bases, long computations. They hold
 * their thread until they are done. Such a function is handed to an executor, and its future is
 * awaited: {@code await(blocking(executor, function))}. The executor's thread is blocked in our
 * stead. {@code blocking(function)} alone picks an executor by itself: virtual threads where Java
 * has them.
 *
 * <p>What if one forgets? Nothing is wrong with the result. But as long as the function holds the
 * loop nobody else runs: no timer fires, no answer is heard. Here a clock ticks every 50 ms beside
 * the work, and one can see it stop. A loop notices when it is held for more than 100 ms, and says
 * so, with the stack of the culprit.
 *
 * <p><b>In the timeline:</b> on the left the worker is blocked, and the clock's task waits from
 * tick to tick. On the right {@code main}, which runs the loop, is blocked itself, and the clock's
 * tick is late.
 */
public final class L11BlockingFunctions implements Lesson {
  private static final Duration LONG = Duration.ofMillis(240);

  public static void main(String[] arguments) throws Exception {
    LessonAlone.run(new L11BlockingFunctions());
  }

  @Override
  public void teach(Studio studio) {
    studio.sayWarnings();
    EventLoop.run(() -> compare(studio), studio.clock());
  }

  private static CompletableFuture<Void> compare(Studio studio) {
    Executor disk = studio.threads("disk", 1);

    studio.say("on an executor:");
    Task<Void> clock = spawn(() -> tick(studio));
    await(blocking(disk, () -> studio.read("catalogue", LONG)));
    studio.say("  the catalogue is read");
    clock.cancel(true);

    studio.say("on the loop, by mistake:");
    spawn(() -> tick(studio));
    await(studio.waiting("clock", "next tick", Duration.ofMillis(20)));
    studio.read("catalogue", LONG);
    studio.say("  the catalogue is read");
    return completedFuture(null);
  }

  private static CompletableFuture<Void> tick(Studio studio) {
    for (int tick = 1; true; tick++) {
      studio.say("  tick " + tick);
      await(studio.waiting("clock", "next tick", Duration.ofMillis(50)));
    }
  }
}
