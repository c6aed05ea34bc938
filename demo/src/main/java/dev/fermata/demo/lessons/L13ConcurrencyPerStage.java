package dev.fermata.demo.lessons;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.demo.studio.Lesson;
import dev.fermata.demo.studio.LessonAlone;
import dev.fermata.demo.studio.Picture;
import dev.fermata.demo.studio.Studio;
import dev.fermata.pipeline.Pipeline;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A pipeline with a concurrency for each stage.
 *
 * <p>Lesson 7 asked for a number for each step, and for a way to slow the source down. On an event
 * loop both are easy. Each stage of a {@code Pipeline} is a few tasks, as many as its concurrency;
 * they take from the queue before them and put into the queue behind them. All queues are short. If
 * storing falls behind, its queue is full, so decoding waits, so fetching waits, so the source is
 * not asked for more. Nobody holds a thread meanwhile.
 *
 * <p>Stages may be async methods, as {@code fetch} and {@code store} here, or blocking functions on
 * an executor, as {@code decode}, which computes and so wants a thread for each core.
 *
 * <p>With six photos it cannot beat lesson 9, which lets all of them run at once. With six million
 * lesson 9 runs out of memory, and this one does not.
 *
 * <p><b>In the timeline:</b> never more than four photos are fetched at once, two decoded, one
 * stored, whatever the others do. {@code main} is the consumer: it blocks for the next photo, as
 * with any {@code Iterable} that takes its time. The row below it is the thread of the pipeline's
 * loop, which has so little to do that it cannot be seen.
 */
public final class L13ConcurrencyPerStage implements Lesson {

  public static void main(String[] arguments) throws Exception {
    LessonAlone.run(new L13ConcurrencyPerStage());
  }

  @Override
  public void teach(Studio studio) {
    Executor cores = studio.threads("core", 2);

    try (Pipeline<String> album =
        Pipeline.from(Studio.PHOTOS)
            .pipe("fetch", studio::fetching, stage -> stage.concurrency(4))
            .pipeBlocking("decode", studio::decode, stage -> stage.concurrency(2).executor(cores))
            .pipe("store", picture -> store(studio, picture), stage -> stage.concurrency(1))
            .build()) {
      for (String photo : studio.taking(album)) {
        studio.say(photo + " is stored");
      }
    }
  }

  private static CompletableFuture<String> store(Studio studio, Picture picture) {
    await(studio.storing(picture));
    return completedFuture(picture.photo());
  }

  @Override
  public List<Lesson> sameWork() {
    return List.of(new L02ChainByBlocking(), new L05FirstCompletedFirst(), new L09AsyncAwait());
  }

  @Override
  public boolean runsInSimulatedTime() {
    return false; // a pipeline has a loop of its own, in real time
  }
}
