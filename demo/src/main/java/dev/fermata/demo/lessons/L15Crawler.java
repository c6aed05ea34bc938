package dev.fermata.demo.lessons;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.sleep;
import static dev.fermata.async.Async.timeout;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.async.AsyncSemaphore;
import dev.fermata.async.EventLoop;
import dev.fermata.async.TaskGroup;
import dev.fermata.demo.studio.Lesson;
import dev.fermata.demo.studio.LessonAlone;
import dev.fermata.demo.studio.Studio;
import dev.fermata.demo.studio.WebSite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * All of it together: a crawler.
 *
 * <p>It visits a web site, follows every link, and visits no page twice. The site is a real one, on
 * this machine, and behaves as sites do: pages take their time, one is overloaded at first, one
 * never answers, and one link leads nowhere.
 *
 * <p>Look for what is <em>not</em> in the program. The set of pages that were seen needs no lock,
 * since all visits run on one thread. The retry is a loop with a {@code sleep} in it. The limit on
 * connections is a semaphore, taken and given back around the request. How the crawler knows that
 * it is finished: the group ends when the last visit has. And {@code HttpClient} knows nothing of
 * us: what it returns is a {@code CompletableFuture}, so it can be awaited.
 *
 * <p><b>In the timeline:</b> a row for each page, with an attempt for each bar. Three connections
 * are open at a time. {@code /news} is tried again after a pause, and again after a longer one;
 * {@code /archive} is given up after three attempts, each cut off at its time limit.
 */
public final class L15Crawler implements Lesson {
  private static final Duration LIMIT = Duration.ofMillis(300);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final int ATTEMPTS = 3;

  public static void main(String[] arguments) throws Exception {
    LessonAlone.run(new L15Crawler());
  }

  @Override
  public void teach(Studio studio) throws IOException {
    try (WebSite site = studio.webSite()) {
      var crawl =
          new Crawl(studio, HttpClient.newHttpClient(), new AsyncSemaphore(3), new TreeSet<>());
      EventLoop.run(
          () -> TaskGroup.run(group -> crawl.visit(group, site.address())), studio.clock());
      studio.say(crawl.seen.size() + " pages: " + paths(crawl.seen));
    }
  }

  private static List<String> paths(Collection<URI> pages) {
    return pages.stream().map(URI::getPath).toList();
  }

  private record Crawl(Studio studio, HttpClient http, AsyncSemaphore connections, Set<URI> seen) {

    CompletableFuture<Void> visit(TaskGroup group, URI page) {
      if (seen.add(page)) {
        try {
          List<URI> links = links(page, await(load(page)));
          studio.say(page.getPath() + " leads to " + paths(links));
          links.forEach(link -> group.spawn(() -> visit(group, link)));
        } catch (NoAnswer e) {
          studio.say(page.getPath() + ": given up, " + e.getMessage());
        }
      }
      return completedFuture(null);
    }

    private CompletableFuture<String> load(URI page) {
      for (int attempt = 1; true; attempt++) {
        try {
          return completedFuture(await(request(page)));
        } catch (NoAnswer e) {
          if (attempt == ATTEMPTS) {
            throw e;
          }
          studio.say(page.getPath() + ": " + e.getMessage() + ", once more");
          await(sleep(PAUSE.multipliedBy(attempt)));
        }
      }
    }

    private CompletableFuture<String> request(URI page) {
      await(connections.acquire());
      try {
        var get = HttpRequest.newBuilder(page).build();
        var answer =
            studio.watched(
                page.getPath(),
                "GET " + page.getPath(),
                () -> http.sendAsync(get, BodyHandlers.ofString()));
        HttpResponse<String> response = await(timeout(answer, LIMIT), TimeoutException.class);
        if (response.statusCode() >= 500) {
          throw new NoAnswer("status " + response.statusCode());
        }
        return completedFuture(response.body());
      } catch (TimeoutException e) {
        throw new NoAnswer("no answer in " + LIMIT.toMillis() + " ms");
      } finally {
        connections.release();
      }
    }

    private static List<URI> links(URI page, String html) {
      return Pattern.compile("<a href='([^']*)'>")
          .matcher(html)
          .results()
          .map(link -> page.resolve(link.group(1)))
          .toList();
    }
  }

  /** The page could not be had this time. */
  private static final class NoAnswer extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoAnswer(String message) {
      super(message);
    }
  }
}
