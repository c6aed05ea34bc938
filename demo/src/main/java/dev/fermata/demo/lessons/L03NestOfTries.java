package dev.fermata.demo.lessons;

import dev.fermata.demo.studio.Bytes;
import dev.fermata.demo.studio.Lesson;
import dev.fermata.demo.studio.LessonAlone;
import dev.fermata.demo.studio.Picture;
import dev.fermata.demo.studio.Studio;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * The nest of try and else.
 *
 * <p>Steps fail. A photo may be missing, or damaged, and the program shall say which, and go on
 * with the next. What a step threw comes out of {@code get()}, packed into an {@code
 * ExecutionException}, so each {@code get()} needs a {@code try} of its own, and the next step
 * belongs where this one is known to have gone well: inside.
 *
 * <p>Three steps make a nest three deep. The order in which things happen is still there, but one
 * reads it from the outside in, and what is done about a failure from the inside out. And the chain
 * still blocks.
 *
 * <p><b>In the timeline:</b> a step that fails ends its chain; the next photo's begins.
 */
public final class L03NestOfTries implements Lesson {

  public static void main(String[] arguments) throws Exception {
    LessonAlone.run(new L03NestOfTries());
  }

  @Override
  public void teach(Studio studio) throws Exception {
    ExecutorService workers = studio.threads("worker", 3);
    for (String photo : List.of("ant", Studio.MISSING, Studio.DAMAGED)) {
      process(studio, workers, photo);
    }
  }

  private static void process(Studio studio, ExecutorService workers, String photo)
      throws InterruptedException {
    Future<Bytes> fetched = workers.submit(() -> studio.fetch(photo));
    try {
      Bytes bytes = fetched.get();
      Future<Picture> decoded = workers.submit(() -> studio.decode(bytes));
      try {
        Picture picture = decoded.get();
        Future<?> stored = workers.submit(() -> studio.store(picture));
        try {
          stored.get();
          studio.say(photo + " is stored");
        } catch (ExecutionException e) {
          studio.say(photo + " could not be stored: " + Studio.reason(e));
        }
      } catch (ExecutionException e) {
        studio.say(photo + " could not be decoded: " + Studio.reason(e));
      }
    } catch (ExecutionException e) {
      studio.say(photo + " could not be fetched: " + Studio.reason(e));
    }
  }
}
