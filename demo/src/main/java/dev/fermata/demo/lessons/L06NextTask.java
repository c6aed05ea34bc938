package dev.fermata.demo.lessons;

import dev.fermata.demo.studio.Bytes;
import dev.fermata.demo.studio.Lesson;
import dev.fermata.demo.studio.LessonAlone;
import dev.fermata.demo.studio.Picture;
import dev.fermata.demo.studio.Studio;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;

/**
 * A pipeline on top: the next task.
 *
 * <p>The loop of the last lesson knows two things: how to wait for whatever ends first, and what a
 * photo needs. Take them apart. {@code run} is the loop, and knows nothing of photos. {@code
 * nextTask} knows the steps, and nothing of threads: given a result, it says what to do with it
 * next, if anything.
 *
 * <p>That is a small pipeline engine. It also pays attention to where items come from: it starts
 * with as many as there are workers, and takes another from the source when one is through. Steps
 * can be added without touching the loop, and the loop can be made better without touching the
 * steps.
 *
 * <p><b>In the timeline:</b> as in lesson 5, except that no photo is fetched before there is
 * somebody to look after it.
 */
public final class L06NextTask implements Lesson {

  public static void main(String[] arguments) throws Exception {
    LessonAlone.run(new L06NextTask());
  }

  @Override
  public void teach(Studio studio) throws Exception {
    ExecutorService workers = studio.threads("worker", 3);
    CompletionService<Object> running = new ExecutorCompletionService<>(workers, studio.queue());

    run(studio, running, Studio.PHOTOS.iterator(), 3);
  }

  private static void run(
      Studio studio, CompletionService<Object> running, Iterator<String> source, int atATime)
      throws InterruptedException, ExecutionException {
    int open = 0;
    while (open < atATime && source.hasNext()) {
      open++;
      String photo = source.next();
      running.submit(() -> studio.fetch(photo));
    }
    while (open > 0) {
      Object result = running.take().get();
      Optional<Callable<Object>> next = nextTask(studio, result);
      if (next.isPresent()) {
        running.submit(next.get());
      } else if (source.hasNext()) {
        String photo = source.next();
        running.submit(() -> studio.fetch(photo));
      } else {
        open--;
      }
    }
  }

  private static Optional<Callable<Object>> nextTask(Studio studio, Object result) {
    if (result instanceof Bytes bytes) {
      return Optional.of(() -> studio.decode(bytes));
    }
    if (result instanceof Picture picture) {
      return Optional.of(
          () -> {
            studio.store(picture);
            return picture.photo();
          });
    }
    studio.say(result + " is stored");
    return Optional.empty();
  }

  @Override
  public List<Lesson> sameWork() {
    return List.of(new L02ChainByBlocking(), new L05FirstCompletedFirst());
  }
}
