package dev.fermata.demo.lessons;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.timeout;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.async.EventLoop;
import dev.fermata.async.TaskGroup;
import dev.fermata.demo.studio.Lesson;
import dev.fermata.demo.studio.LessonAlone;
import dev.fermata.demo.studio.PhotoException;
import dev.fermata.demo.studio.Studio;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/**
 * Together or not at all: groups, cancellation, time limits.
 *
 * <p>Who starts three tasks and gives up after the first failure has left two running, which nobody
 * waits for. A {@code TaskGroup} is a fence around tasks that belong together: none gets out of it.
 * When one fails, the others are cancelled, and only when all of them have ended does the group
 * end, with the failure that came first.
 *
 * <p>To be cancelled means that the await at which a task stands throws a {@code
 * CancellationException}. So {@code finally} does what it always did, and may even await: half a
 * photo is removed before the group ends. A future of the JDK knows nothing like that; to cancel it
 * only means to stop listening.
 *
 * <p>A time limit is the same thing from the outside: {@code timeout} cancels what takes too long.
 *
 * <p><b>In the timeline:</b> the missing photo fails first. The others stop waiting for the network
 * in the same moment, tidy up, and only then the album has failed. The last row is the fetch that
 * was given 30 ms.
 */
public final class L12CancelTogether implements Lesson {

  public static void main(String[] arguments) throws Exception {
    LessonAlone.run(new L12CancelTogether());
  }

  @Override
  public void teach(Studio studio) {
    EventLoop.run(() -> album(studio), studio.clock());
    EventLoop.run(() -> impatient(studio), studio.clock());
  }

  private static CompletableFuture<Void> album(Studio studio) {
    try {
      await(TaskGroup.run(group -> fetchAll(studio, group)));
    } catch (PhotoException e) {
      studio.say("the album failed: " + e.getMessage());
    }
    return completedFuture(null);
  }

  private static CompletableFuture<Void> fetchAll(Studio studio, TaskGroup group) {
    group.spawn(() -> fetch(studio, "ant"));
    group.spawn(() -> fetch(studio, "cat"));
    group.spawn(() -> fetch(studio, Studio.MISSING));
    return completedFuture(null);
  }

  private static CompletableFuture<Void> fetch(Studio studio, String photo) {
    try {
      await(studio.fetching(photo));
      studio.say(photo + " is here");
    } catch (CancellationException e) {
      studio.say(photo + " is cancelled");
      throw e;
    } finally {
      await(studio.waiting(photo, "tidy up", Duration.ofMillis(15)));
      studio.say(photo + " has tidied up");
    }
    return completedFuture(null);
  }

  private static CompletableFuture<Void> impatient(Studio studio) {
    try {
      await(timeout(studio.fetching("fox"), Duration.ofMillis(30)), TimeoutException.class);
      studio.say("the fox came in time");
    } catch (TimeoutException e) {
      studio.say("the fox took too long");
    }
    return completedFuture(null);
  }
}
