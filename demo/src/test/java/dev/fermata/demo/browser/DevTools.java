package dev.fermata.demo.browser;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A connection to a browser: commands that are answered, and events. */
final class DevTools implements WebSocket.Listener, AutoCloseable {

  private static final int SECONDS = 30;

  private final AtomicInteger commands = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonObject>> answers = new ConcurrentHashMap<>();
  private final Consumer<JsonObject> events;
  private final StringBuilder message = new StringBuilder(); // of the WebSocket's thread
  private final WebSocket socket;

  /**
   * @param events called by the WebSocket's thread
   */
  DevTools(URI address, Consumer<JsonObject> events) {
    this.events = events;
    this.socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, this).join();
  }

  /** Sends a command, and returns its result. */
  JsonObject send(String session, String method, JsonObject parameters) throws Exception {
    int id = commands.incrementAndGet();
    var command = new JsonObject();
    command.addProperty("id", id);
    command.addProperty("method", method);
    command.add("params", parameters);
    if (!session.isEmpty()) {
      command.addProperty("sessionId", session);
    }
    var answer = new CompletableFuture<JsonObject>();
    answers.put(id, answer);
    socket.sendText(command.toString(), true).join();
    JsonObject answered = answer.get(SECONDS, TimeUnit.SECONDS);
    if (answered.has("error")) {
      throw new IllegalStateException(method + ": " + answered.get("error"));
    }
    return answered.getAsJsonObject("result");
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence text, boolean last) {
    message.append(text);
    if (last) {
      JsonObject whole = JsonParser.parseString(message.toString()).getAsJsonObject();
      message.setLength(0);
      if (whole.has("id")) {
        answers.remove(whole.get("id").getAsInt()).complete(whole);
      } else {
        events.accept(whole);
      }
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public void close() {
    socket.abort();
  }
}
