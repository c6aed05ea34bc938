package dev.fermata.pipeline;

import static dev.fermata.async.Async.await;
import static dev.fermata.pipeline.StagesTest.drain;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.Async;
import dev.fermata.pipeline.operation.StageHook;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/pipeline.md. */
@Timeout(60)
class PipelineDocumentTest {
  private final List<URI> uris = List.of(URI.create("a:1"), URI.create("a:2"), URI.create("b:1"));
  private final Loader loader = new Loader();
  private final Ledger ledger = new Ledger();
  private final AtomicReference<Double> gauge = new AtomicReference<>();

  private final List<String> lease = new ArrayList<>();

  static final class Loader {
    CompletableFuture<String> fetch(URI uri) {
      return completedFuture(uri.getSchemeSpecificPart());
    }

    byte[] load(URI uri) {
      return uri.getSchemeSpecificPart().getBytes(UTF_8);
    }

    String decode(byte[] bytes) {
      return new String(bytes, UTF_8);
    }
  }

  static final class Ledger {
    CompletableFuture<Booking> book(Booking booking) {
      return completedFuture(booking);
    }
  }

  record Booking(String account, int amount) {}

  /** Lends each operation one of a few connections. */
  record Leased(Queue<String> connections) implements StageHook {
    @Override
    public <R> CompletionStage<R> aroundItem(Object item, Supplier<CompletionStage<R>> operation) {
      String connection = connections.remove();
      try {
        return completedFuture(await(operation.get()));
      } finally {
        connections.add(connection);
      }
    }
  }

  @Test
  void statistics() {
    var pipeline =
        Pipeline.from(uris)
            .pipe("fetch", loader::fetch, stage -> stage.concurrency(16))
            .statistics(Duration.ofSeconds(10), now -> gauge.set(now.stage("fetch").occupancy()))
            .logStatistics(Duration.ofMinutes(1))
            .build();

    assertThat(drain(pipeline)).hasSize(3);
    assertThat(gauge.get()).isBetween(0.0, 1.0);
  }

  @Test
  void hooks() {
    Queue<String> connections = new ArrayDeque<>(List.of("only one"));
    var pipeline =
        Pipeline.from(uris)
            .pipe("fetch", loader::fetch, stage -> stage.hook(new Leased(connections)))
            .build();

    assertThat(drain(pipeline)).containsExactly("1", "2", "1");
    assertThat(connections).containsExactly("only one");
  }

  @Test
  void backgroundTasks() {
    var pipeline =
        Pipeline.from(uris)
            .pipe("fetch", loader::fetch, stage -> stage.concurrency(16))
            .background("lease", this::keepLease)
            .build();

    assertThat(drain(pipeline)).hasSize(3);
    assertThat(lease).containsExactly("returned");
  }

  private CompletableFuture<Void> keepLease() {
    try {
      while (true) {
        await(Async.sleep(Duration.ofSeconds(30)));
        lease.add("renewed");
      }
    } finally {
      lease.add("returned");
    }
  }

  @Test
  void onePoolForSeveralStages() {
    var decoded = new ArrayList<String>();
    try (var pool = new PriorityStageExecutor("cpu", 4);
        var pipeline =
            Pipeline.from(uris)
                .pipeBlocking("load", loader::load, s -> s.concurrency(4).executor(pool.stage()))
                .pipeBlocking(
                    "decode", loader::decode, s -> s.concurrency(4).executor(pool.stage()))
                .build()) {
      pipeline.forEach(decoded::add);
    }
    assertThat(decoded).containsExactlyInAnyOrder("1", "1", "2");
  }

  @Test
  void headspace() {
    var model = new ArrayList<String>();
    try (var pipeline = Pipeline.from(uris).pipe("fetch", loader::fetch, stage -> {}).build()) {
      for (String text : CachingSource.of(pipeline, 2).replayAfter(3).limit(100)) {
        model.add(text);
      }
    }
    assertThat(model).hasSize(100).startsWith("1", "2", "1", "1", "2");
  }

  @Test
  void profile() {
    PipelineProfile profile =
        Pipeline.from(uris)
            .pipe("fetch", loader::fetch, stage -> {})
            .pipeBlocking("load", String::getBytes, stage -> {})
            .profile(1000);

    int enough = profile.stage("fetch").enough().concurrency();
    String slowest = profile.slowest().stage();

    assertThat(enough).isIn(32, 16, 8, 4, 1);
    assertThat(slowest).isIn("source", "fetch", "load");
  }

  @Test
  void liveControl() {
    try (var pipeline = Pipeline.from(uris).pipe("fetch", loader::fetch, stage -> {}).build()) {
      pipeline.concurrency("fetch", 32);
      pipeline.pause();
      pipeline.resume();

      assertThat(pipeline).containsExactlyInAnyOrder("1", "1", "2");
      assertThat(pipeline.statistics().stage("fetch").concurrency()).isEqualTo(32);
    }
  }

  @Test
  void orderByKey() {
    var bookings = List.of(new Booking("x", 1), new Booking("y", 1), new Booking("x", 2));
    var pipeline =
        Pipeline.from(bookings)
            .pipe("book", ledger::book, stage -> stage.concurrency(16).orderedBy(Booking::account))
            .build();

    assertThat(drain(pipeline))
        .filteredOn(booking -> booking.account().equals("x"))
        .extracting(Booking::amount)
        .containsExactly(1, 2);
  }

  @Test
  void timeline(@TempDir Path folder) throws Exception {
    try (Pipeline<String> pages =
        Pipeline.from(uris)
            .pipe("fetch", loader::fetch, stage -> stage.concurrency(4))
            .recordTimeline()
            .build()) {
      pages.forEach(page -> {});
      Files.writeString(folder.resolve("run.svg"), pages.timeline().toSvg("Three pages"));
      Files.writeString(folder.resolve("run.json"), pages.timeline().toChromeTrace());
    }

    assertThat(folder.resolve("run.svg")).content().contains("Three pages", "fetch");
    assertThat(folder.resolve("run.json")).content().contains("traceEvents", "fetch");
  }
}
