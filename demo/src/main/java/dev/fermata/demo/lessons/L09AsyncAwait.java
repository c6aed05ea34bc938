package dev.fermata.demo.lessons;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.gather;
import static dev.fermata.async.Async.spawn;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.async.EventLoop;
import dev.fermata.async.Task;
import dev.fermata.demo.studio.Bytes;
import dev.fermata.demo.studio.Lesson;
import dev.fermata.demo.studio.LessonAlone;
import dev.fermata.demo.studio.Picture;
import dev.fermata.demo.studio.Studio;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * async and await.
 *
 * <p>Compare {@code process} with the body of lesson 2. The steps are back in their order, as
 * statements, with variables, loops and {@code try} at one's disposal. In place of {@code get()}
 * stands {@code await(..)}, and that makes all the difference: it does not block the thread, it
 * <em>suspends the method</em>. The caller gets a future; what the method needs later is kept in an
 * object; and the loop goes on with other tasks. When the awaited future is done, the method goes
 * on where it stopped.
 *
 * <p>The cutting and sewing of lesson 8 is done by a machine. The next lesson looks at what it
 * makes.
 *
 * <p><b>In the timeline:</b> one thread, and it is never blocked. Six tasks, which wait without
 * holding anything. The gaps of {@code main} are time in which it could look after six hundred
 * more.
 */
public final class L09AsyncAwait implements Lesson {

  public static void main(String[] arguments) throws Exception {
    LessonAlone.run(new L09AsyncAwait());
  }

  @Override
  public void teach(Studio studio) {
    EventLoop.run(() -> processAll(studio), studio.clock());
  }

  private static CompletableFuture<Void> processAll(Studio studio) {
    List<Task<String>> tasks =
        Studio.PHOTOS.stream().map(photo -> spawn(() -> process(studio, photo))).toList();
    studio.say("all are under way");

    List<String> stored = await(gather(tasks));
    studio.say("stored: " + stored);
    return completedFuture(null);
  }

  private static CompletableFuture<String> process(Studio studio, String photo) {
    Bytes bytes = await(studio.fetching(photo));
    Picture picture = studio.decode(bytes);
    await(studio.storing(picture));
    studio.say(photo + " is stored");
    return completedFuture(photo);
  }

  @Override
  public List<Lesson> sameWork() {
    return List.of(new L02ChainByBlocking(), new L05FirstCompletedFirst());
  }
}
