package dev.fermata.demo.stepper.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PageServerTest {

  private static PageServer server;

  @BeforeAll
  static void start() throws IOException {
    server = PageServer.start(Page.load(), 0);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'', text/html; charset=utf-8, <!DOCTYPE html>",
    "index.html, text/html; charset=utf-8, <!DOCTYPE html>",
    "index.html?x=1, text/html; charset=utf-8, <!DOCTYPE html>",
    "stepper.css, text/css; charset=utf-8, prefers-reduced-motion",
    "stepper.js, text/javascript; charset=utf-8, addEventListener",
    "recordings.js, text/javascript; charset=utf-8, CoffeeOrders.java",
    "icon.svg, image/svg+xml, <svg"
  })
  void servesItsFiles(String path, String type, String content) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains(type);
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'self'");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
    assertThat(answer.body()).contains(content);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing.html",
        "Page.class",
        "recordings/coffee.json",
        "%2e%2e/%2e%2e/logback.xml",
        "..%2f..%2f..%2fetc%2fpasswd",
        "stepper.css%00.html"
      })
  void whatIsNotAFileOfThePageIsNotFound(String path) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("no such file: begin at /\n");
  }

  /** As no well-behaved client would ask: they resolve the dots themselves. */
  @ParameterizedTest
  @ValueSource(strings = {"/../../../../../../etc/passwd", "/recordings/../../Page.class", "/./"})
  void pathsThatClimbLeadNowhere(String path) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));

      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .startsWith("HTTP/1.1 404 ");
    }
  }

  @Test
  void aHeadRequestGetsHeadersAlone() throws Exception {
    HttpResponse<String> answer =
        send(request("stepper.css").method("HEAD", BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValueAsLong("Content-Length").orElseThrow()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE"})
  void otherMethodsAreRefused(String method) throws Exception {
    HttpResponse<String> answer = send(request("").method(method, BodyPublishers.ofString("x")));

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
  }

  @Test
  void thePageRefersOnlyToWhatItServes() throws Exception {
    var references = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(get("index.html").body());

    assertThat(references.results().map(reference -> reference.group(1)))
        .contains("recordings.js")
        .isSubsetOf(Page.load().files().keySet());
  }

  @Test
  void aPortThatIsTakenIsReported() {
    assertThatThrownBy(() -> PageServer.start(Page.load(), server.address().getPort()))
        .isInstanceOf(BindException.class);
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send(request(path).GET());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.address() + path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString(UTF_8));
  }
}
