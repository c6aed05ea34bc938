package dev.fermata.demo.lessons;

import static java.util.Comparator.comparing;
import static java.util.Locale.ROOT;

import dev.fermata.demo.studio.Lesson;
import dev.fermata.demo.studio.LessonAlone;
import dev.fermata.demo.studio.Picture;
import dev.fermata.demo.studio.Studio;
import dev.fermata.pipeline.Pipeline;
import dev.fermata.pipeline.PipelineStatistics;
import dev.fermata.pipeline.StageStatistics;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finding a bottleneck, and removing it.
 *
 * <p>A pipeline is as fast as its slowest stage. Which one that is need not be guessed: a stage
 * that works nearly all the time is the bottleneck. Those before it are <em>blocked</em>, because
 * its queue is full; those behind it are <em>starved</em>, because it gives them nothing. {@code
 * statistics()} tells.
 *
 * <p>The first run gives each stage one at a time. Decoding takes longest; so the second run gives
 * it three. Now storing is what all wait for. The third run gives it two, and everybody is busy.
 * More for any single stage would gain nothing.
 *
 * <p><b>In the timeline:</b> three runs, one after the other, each on a loop of its own. In the
 * first, the decoder's row has no gaps; in the second, that of storing. {@code main} takes the
 * pictures, and waits for them.
 */
public final class L14Bottleneck implements Lesson {
  private static final Duration FETCH = Duration.ofMillis(8);
  private static final Duration DECODE = Duration.ofMillis(30);
  private static final Duration STORE = Duration.ofMillis(16);
  private static final List<String> PHOTOS =
      IntStream.rangeClosed(1, 16).mapToObj(number -> "photo " + number).toList();

  public static void main(String[] arguments) throws Exception {
    LessonAlone.run(new L14Bottleneck());
  }

  @Override
  public void teach(Studio studio) {
    run(studio, 1, 1);
    run(studio, 3, 1);
    run(studio, 3, 2);
  }

  private static void run(Studio studio, int decoders, int writers) {
    try (Pipeline<Picture> album =
        Pipeline.from(PHOTOS)
            .pipe(
                "fetch",
                photo -> studio.delayed("fetch", FETCH, photo),
                stage -> stage.concurrency(1))
            .pipeBlocking(
                "decode",
                photo -> studio.computed(DECODE, new Picture(photo)),
                stage -> stage.concurrency(decoders).executor(studio.threads("decode", decoders)))
            .pipe(
                "store",
                picture -> studio.delayed("store", STORE, picture),
                stage -> stage.concurrency(writers))
            .build()) {
      studio.taking(album).forEach(picture -> {});
      report(studio, album.statistics());
    }
  }

  private static void report(Studio studio, PipelineStatistics statistics) {
    studio.say(
        String.format(ROOT, "%d photos in %d ms", PHOTOS.size(), statistics.elapsed().toMillis()));
    for (StageStatistics stage : statistics.stages()) {
      studio.say(
          String.format(
              ROOT,
              "  %-6s x%d  working %3.0f %%  starved %3.0f %%  blocked %3.0f %%",
              stage.stage(),
              stage.concurrency(),
              percent(stage.working(), stage),
              percent(stage.starved(), stage),
              percent(stage.blocked(), stage)));
    }
    statistics.stages().stream()
        .max(comparing(StageStatistics::occupancy))
        .ifPresent(stage -> studio.say("  the bottleneck is " + stage.stage()));
  }

  private static double percent(Duration part, StageStatistics stage) {
    return 100.0 * part.toNanos() / (stage.elapsed().toNanos() * stage.concurrency());
  }

  @Override
  public boolean runsInSimulatedTime() {
    return false; // a pipeline has a loop of its own, in real time
  }
}
