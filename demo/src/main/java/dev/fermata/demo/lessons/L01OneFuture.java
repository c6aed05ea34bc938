package dev.fermata.demo.lessons;

import dev.fermata.demo.studio.Bytes;
import dev.fermata.demo.studio.Lesson;
import dev.fermata.demo.studio.LessonAlone;
import dev.fermata.demo.studio.Studio;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * One future.
 *
 * <p>A program that needs something slow, here a photo from the network, can do something else
 * meanwhile if another thread does the waiting. It hands the work to an <em>executor</em>, a set of
 * threads that take work from a queue, and gets a <em>future</em> for it at once: an empty box into
 * which the result will be put.
 *
 * <p>{@code get()} opens the box. If the result is not there yet, the thread that asks stands still
 * until it is: it is <em>blocked</em>.
 *
 * <p><b>In the timeline:</b> fetching and computing overlap, as long as {@code main} has something
 * of its own to do. From {@code get()} on it is blocked. So is the worker all the time: it waits
 * for the network. Two threads, and for most of the time neither of them computes.
 */
public final class L01OneFuture implements Lesson {

  public static void main(String[] arguments) throws Exception {
    LessonAlone.run(new L01OneFuture());
  }

  @Override
  public void teach(Studio studio) throws Exception {
    ExecutorService workers = studio.threads("worker", 1);

    Future<Bytes> future = workers.submit(() -> studio.fetch("ant"));
    studio.say("asked for the ant; is it there? " + future.isDone());

    studio.compute("frame", Duration.ofMillis(25));
    studio.say("the frame is ready; is the ant there? " + future.isDone());

    Bytes bytes = future.get();
    studio.say("now it is there: " + bytes.photo());
  }
}
