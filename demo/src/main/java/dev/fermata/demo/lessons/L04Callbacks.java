package dev.fermata.demo.lessons;

import dev.fermata.demo.studio.Lesson;
import dev.fermata.demo.studio.LessonAlone;
import dev.fermata.demo.studio.Studio;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/**
 * Callbacks.
 *
 * <p>Nobody has to stand and wait if each step is told beforehand what comes after it. A {@code
 * CompletableFuture} takes such <em>callbacks</em>: whoever completes it calls them. {@code
 * thenCompose} chains a step that is itself a future; {@code handle} sees value or failure.
 *
 * <p>Now photos overlap, and {@code main} is free. The price is the shape of the program. What were
 * statements are now arguments: no {@code for} around a wait, no {@code try} around two steps, no
 * variable that two steps share: who wants the bytes in the last step has to hand them through all
 * in between. And when something is thrown, its stack trace tells of the executor's inner life, not
 * of who asked for this photo.
 *
 * <p><b>In the timeline:</b> {@code main} blocks once, at the very end. The workers carry one chain
 * each.
 */
public final class L04Callbacks implements Lesson {

  public static void main(String[] arguments) throws Exception {
    LessonAlone.run(new L04Callbacks());
  }

  @Override
  public void teach(Studio studio) throws Exception {
    ExecutorService workers = studio.threads("worker", 3);

    CompletableFuture<?>[] all =
        List.of("ant", Studio.MISSING, Studio.DAMAGED).stream()
            .map(photo -> process(studio, workers, photo))
            .toArray(CompletableFuture<?>[]::new);
    studio.say("all are under way");

    studio.join(CompletableFuture.allOf(all));
  }

  private static CompletableFuture<Void> process(
      Studio studio, ExecutorService workers, String photo) {
    return CompletableFuture.supplyAsync(() -> studio.fetch(photo), workers)
        .thenCompose(bytes -> CompletableFuture.supplyAsync(() -> studio.decode(bytes), workers))
        .thenCompose(picture -> CompletableFuture.runAsync(() -> studio.store(picture), workers))
        .handle(
            (nothing, failure) -> {
              if (failure == null) {
                studio.say(photo + " is stored");
              } else {
                studio.say(photo + " failed, at some step: " + Studio.reason(failure));
              }
              return null;
            });
  }
}
