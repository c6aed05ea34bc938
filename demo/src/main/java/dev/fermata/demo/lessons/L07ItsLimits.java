package dev.fermata.demo.lessons;

import dev.fermata.demo.studio.Bytes;
import dev.fermata.demo.studio.Lesson;
import dev.fermata.demo.studio.LessonAlone;
import dev.fermata.demo.studio.Picture;
import dev.fermata.demo.studio.Studio;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;

/**
 * Its limits: starvation, and no back-pressure.
 *
 * <p>What if new items keep coming while old ones are under way? Here twelve photos arrive at once,
 * as from an impatient source. The workers' queue knows one order, first come, first served. So all
 * the fetches go first, and the later steps of the first photo stand behind the first step of the
 * last: they <em>starve</em>. Nothing comes out for a long time, and everything that was fetched
 * lies in memory meanwhile. With twelve million photos, the program dies of it: there is no
 * <em>back-pressure</em>, nothing that tells the source to slow down when the end is congested.
 *
 * <p>The cure of lesson 6, so many items at a time, is one number for the whole pipeline. But steps
 * are unlike each other. A server may allow eight fetches at once, a machine decode with two cores,
 * a disk like one writer. A number for each step would need a queue and a count for each step, and
 * the loop in the middle would have to juggle them all.
 *
 * <p><b>In the timeline:</b> no photo is stored before the last but a few are fetched. See the
 * output for how many lie in memory.
 */
public final class L07ItsLimits implements Lesson {

  public static void main(String[] arguments) throws Exception {
    LessonAlone.run(new L07ItsLimits());
  }

  @Override
  public void teach(Studio studio) throws Exception {
    ExecutorService workers = studio.threads("worker", 3);
    CompletionService<Object> running = new ExecutorCompletionService<>(workers, studio.queue());

    int photos = 12;
    for (int i = 0; i < photos; i++) {
      String photo = Studio.PHOTOS.get(i % Studio.PHOTOS.size());
      running.submit(() -> studio.fetch(photo));
    }

    int results = 0;
    int stored = 0;
    while (stored < photos) {
      Object result = running.take().get();
      results++;
      if (result instanceof Bytes bytes) {
        running.submit(() -> studio.decode(bytes));
      } else if (result instanceof Picture picture) {
        running.submit(() -> studio.store(picture), picture.photo());
      } else {
        stored++;
      }
      if (results % 4 == 0) {
        studio.say(
            "after %2d steps: %2d stored, %2d in memory"
                .formatted(results, stored, studio.photosInMemory()));
      }
    }
  }
}
