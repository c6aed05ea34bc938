package dev.fermata.conformance;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.yieldNow;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.Async;
import dev.fermata.async.AsyncBarrier;
import dev.fermata.async.AsyncCondition;
import dev.fermata.async.AsyncEvent;
import dev.fermata.async.AsyncLocal;
import dev.fermata.async.AsyncLock;
import dev.fermata.async.AsyncQueue;
import dev.fermata.async.EventLoop;
import dev.fermata.async.QueueClosedException;
import dev.fermata.async.Task;
import dev.fermata.async.testing.VirtualClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The examples in the documentation of the primitives: they compile, as they stand here, and do
 * what they say. A change of the documentation has to be made here, too.
 */
class JavadocExamplesTest {

  private final List<String> shown = new ArrayList<>();

  // ---- What the examples take for granted ----

  private record Page(String text) {
    Page greet(String user) {
      return new Page(text + " for " + user);
    }
  }

  private record Request(String user, String path) {}

  private final class Grid {
    private final int[] steps = new int[workers];

    boolean isStable() {
      return steps[0] == 2 && steps[1] == 2;
    }

    Task<Void> step(int part) {
      steps[part]++;
      return yieldNow();
    }

    void show() {
      shown.add("a round");
    }
  }

  private final List<URI> uris = List.of(URI.create("http://a"), URI.create("http://b"));

  private CompletableFuture<Page> fetch(URI uri) {
    return load(uri.getHost());
  }

  private CompletableFuture<Page> load(String path) {
    await(yieldNow());
    return completedFuture(new Page(path));
  }

  private void show(Page page) {
    shown.add(page.text());
  }

  // ---- AsyncBarrier ----

  private final int workers = 2;

  AsyncBarrier rounds = new AsyncBarrier(workers);

  CompletableFuture<Void> work(Grid grid, int part) {
    while (!grid.isStable()) {
      await(grid.step(part));
      if (await(rounds.arrive()) == 0) { // one of them
        grid.show();
      }
    }
    return completedFuture(null);
  }

  @Test
  void workersMeetAfterEachRound() {
    EventLoop.run(
        () -> {
          var grid = new Grid();
          return Async.gather(work(grid, 0), work(grid, 1));
        },
        new VirtualClock());
    assertThat(shown).containsExactly("a round", "a round");
  }

  // ---- AsyncCondition ----

  private final Queue<Page> pages = new ArrayDeque<>();

  AsyncLock lock = new AsyncLock();
  AsyncCondition changed = new AsyncCondition(lock);

  CompletableFuture<Page> take() {
    await(lock.acquire());
    try {
      await(changed.waitUntil(() -> !pages.isEmpty()));
      return completedFuture(pages.remove());
    } finally {
      lock.release();
    }
  }

  CompletableFuture<Void> add(Page page) {
    await(lock.acquire());
    try {
      pages.add(page);
      changed.signal();
      return completedFuture(null);
    } finally {
      lock.release();
    }
  }

  @Test
  void whoTakesWaitsForWhoAdds() {
    Page taken =
        EventLoop.run(
            () -> {
              CompletableFuture<Page> page = take();
              assertThat(page).isNotDone();
              await(add(new Page("new")));
              return page;
            },
            new VirtualClock());
    assertThat(taken.text()).isEqualTo("new");
    assertThat(lock.isLocked()).isFalse();
  }

  // ---- AsyncEvent ----

  AsyncEvent configured = new AsyncEvent();

  CompletableFuture<Page> serveConfigured(Request request) {
    await(configured.whenSet());
    return load(request.path());
  }

  @Test
  void nobodyIsServedBeforeTheEvent() {
    EventLoop.run(
        () -> {
          CompletableFuture<Page> served = serveConfigured(new Request("anna", "index"));
          await(yieldNow());
          assertThat(served).isNotDone();
          configured.set();
          assertThat(await(served).text()).isEqualTo("index");
          return completedFuture(null);
        },
        new VirtualClock());
  }

  // ---- AsyncQueue ----

  CompletableFuture<Void> produce(AsyncQueue<Page> pages) {
    for (URI uri : uris) {
      await(pages.put(await(fetch(uri))));
    }
    pages.close();
    return completedFuture(null);
  }

  CompletableFuture<Void> consume(AsyncQueue<Page> pages) {
    try {
      while (true) {
        show(await(pages.get()));
      }
    } catch (QueueClosedException end) {
      return completedFuture(null);
    }
  }

  @Test
  void whatIsProducedIsConsumedInOrder() {
    EventLoop.run(
        () -> {
          var queue = new AsyncQueue<Page>(1);
          return Async.gather(consume(queue), produce(queue));
        },
        new VirtualClock());
    assertThat(shown).containsExactly("a", "b");
  }

  // ---- AsyncLocal ----

  static final AsyncLocal<String> USER = new AsyncLocal<>("nobody");

  CompletableFuture<Page> serve(Request request) {
    return USER.where(request.user(), () -> render(request));
  }

  CompletableFuture<Page> render(Request request) {
    Page page = await(load(request.path()));
    return completedFuture(page.greet(USER.get()));
  }

  @Test
  void eachTaskSeesItsOwnUser() {
    List<Page> pages =
        EventLoop.run(
            () ->
                Async.gather(
                    Async.spawn(() -> serve(new Request("anna", "x"))),
                    Async.spawn(() -> serve(new Request("ben", "y")))),
            new VirtualClock());
    assertThat(pages).extracting(Page::text).containsExactly("x for anna", "y for ben");
  }

  // ---- The documentation says the same ----

  private static final Pattern EXAMPLE =
      Pattern.compile("<pre>\\{@code\n(.*?)\\}</pre>", Pattern.DOTALL);

  private static String withoutSpace(String text) {
    return text.replaceAll("\\s", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"AsyncBarrier", "AsyncCondition", "AsyncEvent", "AsyncLocal", "AsyncQueue"})
  void everyLineOfTheExampleInTheDocumentationStandsHere(String type) throws IOException {
    String documented =
        Files.readString(Path.of("../async-core/src/main/java/dev/fermata/async", type + ".java"));
    String here =
        withoutSpace(
            Files.readString(
                Path.of("src/test/java/dev/fermata/conformance/JavadocExamplesTest.java")));
    var example = EXAMPLE.matcher(documented);
    assertThat(example.find()).isTrue();
    List<String> lines =
        example
            .group(1)
            .lines()
            .map(line -> withoutSpace(line.replaceFirst("^ \\* ?", "")))
            .filter(line -> !line.isEmpty() && !line.equals("..."))
            .toList();
    assertThat(lines).isNotEmpty().allSatisfy(line -> assertThat(here).contains(line));
  }
}
