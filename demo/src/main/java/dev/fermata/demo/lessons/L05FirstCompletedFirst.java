package dev.fermata.demo.lessons;

import dev.fermata.demo.studio.Bytes;
import dev.fermata.demo.studio.Lesson;
import dev.fermata.demo.studio.LessonAlone;
import dev.fermata.demo.studio.Picture;
import dev.fermata.demo.studio.Studio;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;

/**
 * Many tasks, first completed first.
 *
 * <p>Back to plain statements, with another question. Not "is <em>this</em> one ready?" but "which
 * one is ready <em>first</em>?" A {@code CompletionService} puts every future that is done into a
 * queue; {@code take()} gives the next.
 *
 * <p>Now one thread can look after many tasks. It starts them all, and then lives in a loop: wait
 * for whatever finishes first, look at it, start what follows from it. Keep this loop in mind.
 * Everything that comes is a way to write it better.
 *
 * <p><b>In the timeline:</b> all workers are busy nearly all the time. They are blocked for most of
 * it, though: three threads wait for three sockets.
 */
public final class L05FirstCompletedFirst implements Lesson {

  public static void main(String[] arguments) throws Exception {
    LessonAlone.run(new L05FirstCompletedFirst());
  }

  @Override
  public void teach(Studio studio) throws Exception {
    ExecutorService workers = studio.threads("worker", 3);
    CompletionService<Object> running = new ExecutorCompletionService<>(workers, studio.queue());

    for (String photo : Studio.PHOTOS) {
      running.submit(() -> studio.fetch(photo));
    }

    int stored = 0;
    while (stored < Studio.PHOTOS.size()) {
      Object result = running.take().get();
      if (result instanceof Bytes bytes) {
        running.submit(() -> studio.decode(bytes));
      } else if (result instanceof Picture picture) {
        running.submit(() -> studio.store(picture), picture.photo());
      } else {
        studio.say(result + " is stored");
        stored++;
      }
    }
  }

  @Override
  public List<Lesson> sameWork() {
    return List.of(new L02ChainByBlocking());
  }
}
