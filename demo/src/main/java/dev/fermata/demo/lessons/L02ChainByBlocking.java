package dev.fermata.demo.lessons;

import dev.fermata.demo.studio.Bytes;
import dev.fermata.demo.studio.Lesson;
import dev.fermata.demo.studio.LessonAlone;
import dev.fermata.demo.studio.Picture;
import dev.fermata.demo.studio.Studio;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Chaining by blocking: nothing overlaps.
 *
 * <p>Most work has more than one step. A photo is fetched, decoded and stored; each step needs what
 * the step before made. With futures alone there is one way to say so: wait for the one, then
 * submit the next.
 *
 * <p>It looks concurrent. There are futures everywhere, and an executor with three threads. But at
 * every {@code get()} the only thread that knows what comes next stands still, so there is never
 * more than one piece of work under way. The comparison at the end says it in numbers: plain calls,
 * without any future or thread, take as long.
 *
 * <p><b>In the timeline:</b> a staircase. However many threads the executor has, read any moment
 * from top to bottom: one worker is busy, and {@code main} waits for it.
 */
public final class L02ChainByBlocking implements Lesson {

  public static void main(String[] arguments) throws Exception {
    LessonAlone.run(new L02ChainByBlocking());
  }

  @Override
  public void teach(Studio studio) throws Exception {
    ExecutorService workers = studio.threads("worker", 3);

    for (String photo : Studio.PHOTOS) {
      Future<Bytes> fetched = workers.submit(() -> studio.fetch(photo));
      Bytes bytes = fetched.get();

      Future<Picture> decoded = workers.submit(() -> studio.decode(bytes));
      Picture picture = decoded.get();

      Future<?> stored = workers.submit(() -> studio.store(picture));
      stored.get();

      studio.say(photo + " is stored");
    }
  }

  @Override
  public List<Lesson> sameWork() {
    return List.of(new PlainCalls());
  }

  private static final class PlainCalls implements Lesson {
    @Override
    public void teach(Studio studio) {
      for (String photo : Studio.PHOTOS) {
        studio.store(studio.decode(studio.fetch(photo)));
      }
    }
  }
}
