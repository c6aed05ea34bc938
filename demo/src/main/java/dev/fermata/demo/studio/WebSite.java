package dev.fermata.demo.studio;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A small web site on this machine, on a port that is free, as sites are: some pages take their
 * time, one is overloaded at first, one never answers, and one link is dead.
 */
public final class WebSite implements AutoCloseable {
  private static final String OVERLOADED = "/news";
  private static final int OVERLOADED_TIMES = 2;
  private static final String SILENT = "/archive";
  private static final long ANSWER_MILLIS = 30;

  private static final Map<String, String> PAGES =
      Map.of(
          "/",
          "<a href='/birds'> <a href='/insects'> <a href='/news'> <a href='/archive'>",
          "/birds",
          "<a href='/'> <a href='/birds/owl'> <a href='/birds/jay'>",
          "/birds/owl",
          "<a href='/birds'>",
          "/birds/jay",
          "<a href='/birds'> <a href='/birds/dodo'>",
          "/insects",
          "<a href='/'> <a href='/insects/bee'>",
          "/insects/bee",
          "<a href='/insects'> <a href='/birds/jay'>",
          OVERLOADED,
          "<a href='/'>",
          SILENT,
          "");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Integer> requests = new ConcurrentHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  private final Consumer<String> unanswered;

  private WebSite(HttpServer server, Consumer<String> unanswered) {
    this.server = server;
    this.unanswered = unanswered;
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /**
   * Opens the site, for this machine alone.
   *
   * @param unanswered told the path of each request that will never be answered
   */
  static WebSite open(Consumer<String> unanswered) throws IOException {
    var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new WebSite(HttpServer.create(here, 0), unanswered);
  }

  /** Its first page. */
  public URI address() {
    var address = server.getAddress();
    return URI.create("http://%s:%d/".formatted(address.getHostString(), address.getPort()));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    int request = requests.merge(path, 1, Integer::sum);
    try (exchange) {
      if (path.equals(SILENT)) {
        unanswered.accept(path);
        closing.await();
      } else if (closing.await(ANSWER_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      } else if (path.equals(OVERLOADED) && request <= OVERLOADED_TIMES) {
        send(exchange, 503, "");
      } else if (PAGES.containsKey(path)) {
        send(exchange, 200, PAGES.get(path));
      } else {
        send(exchange, 404, "");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the site closes, and the exchange with it
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
