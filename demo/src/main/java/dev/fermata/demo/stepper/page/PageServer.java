package dev.fermata.demo.stepper.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Objects;

/**
 * Serves the page to this machine only. It knows its files by name and never touches the file
 * system, whatever a request asks for.
 */
public final class PageServer implements AutoCloseable {

  private final Page page;
  private final HttpServer server;

  private PageServer(Page page, HttpServer server) {
    this.page = page;
    this.server = server;
  }

  /**
   * Starts to serve.
   *
   * @param port 0 for any that is free
   * @throws java.net.BindException when the port is taken
   */
  public static PageServer start(Page page, int port) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    var server = new PageServer(page, HttpServer.create(address, 0));
    server.server.createContext("/", server::answer);
    server.server.start();
    return server;
  }

  /** Where to point a browser. */
  public URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        send(exchange, 405, text("only GET and HEAD are answered"));
        return;
      }
      PageFile file = page.files().get(nameOf(exchange.getRequestURI()));
      if (file == null) {
        send(exchange, 404, text("no such file: begin at /"));
      } else {
        send(exchange, 200, file);
      }
    }
  }

  private static String nameOf(URI request) {
    String path = Objects.requireNonNullElse(request.getPath(), "");
    return path.equals("/") ? Page.START : path.substring(Math.min(1, path.length()));
  }

  private static PageFile text(String message) {
    return new PageFile("text/plain; charset=utf-8", message + "\n");
  }

  private static void send(HttpExchange exchange, int status, PageFile file) throws IOException {
    byte[] body = file.bytes();
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", file.type());
    headers.set("Cache-Control", "no-cache");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set(
        "Content-Security-Policy", "default-src 'self'; base-uri 'none'; frame-ancestors 'none'");
    if (exchange.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(status, -1);
    } else {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
