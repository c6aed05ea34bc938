package dev.fermata.demo.browser;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A tab of a browser, as a test uses it. */
final class BrowserTab implements AutoCloseable {

  private static final Map<String, Integer> KEY_CODES =
      Map.of(
          "ArrowLeft",
          37,
          "ArrowRight",
          39,
          "Home",
          36,
          "End",
          35,
          "Escape",
          27,
          "Tab",
          9,
          " ",
          32);
  private static final int SHIFT = 8;
  private static final int SECONDS_TO_LOAD = 30;

  /** What went wrong in the page, and what it asked the network for. */
  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

  private final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private final BlockingQueue<String> loaded = new LinkedBlockingQueue<>();
  private String loading = ""; // confined to the thread that hears
  private final DevTools browser;
  private final String session;

  BrowserTab(Chromium chromium) throws Exception {
    browser = new DevTools(chromium.address(), this::hear);
    var target = browser.send("", "Target.createTarget", json("{url: 'about:blank'}"));
    String id = target.get("targetId").getAsString();
    session =
        browser
            .send("", "Target.attachToTarget", json("{targetId: '" + id + "', flatten: true}"))
            .get("sessionId")
            .getAsString();
    for (String domain : List.of("Page", "Runtime", "Log", "Network", "Accessibility")) {
      send(domain + ".enable", "{}");
    }
  }

  private void hear(JsonObject event) {
    switch (event.get("method").getAsString()) {
      case "Runtime.exceptionThrown", "Log.entryAdded" ->
          complaints.add(event.get("params").toString());
      case "Network.requestWillBeSent" ->
          requests.add(
              event.getAsJsonObject("params").getAsJsonObject("request").get("url").getAsString());
      case "Page.frameNavigated" ->
          loading =
              event.getAsJsonObject("params").getAsJsonObject("frame").get("url").getAsString();
      case "Page.loadEventFired" -> loaded.add(loading);
      default -> {}
    }
  }

  /** Opens a page, which is there when this returns. */
  void open(URI address) throws Exception {
    send("Page.navigate", "{url: 'about:blank'}");
    send("Page.navigate", "{url: '" + address + "'}");
    await("location.href !== 'about:blank' && document.readyState === 'complete'");
  }

  /** The value of a JavaScript expression. */
  JsonElement evaluate(String expression) throws Exception {
    var parameters = new JsonObject();
    parameters.addProperty("expression", expression);
    parameters.addProperty("returnByValue", true);
    parameters.addProperty("awaitPromise", true);
    JsonObject answer = browser.send(session, "Runtime.evaluate", parameters);
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.getAsJsonObject("result").get("value");
  }

  String text(String selector) throws Exception {
    return evaluate("document.querySelector('" + selector + "').innerText.trim()").getAsString();
  }

  /** Returns when the page has made {@code condition} true. */
  void await(String condition) throws Exception {
    evaluate(
        "new Promise(resolve => { const look = () => (%s) ? resolve() : setTimeout(look, 5); look(); })"
            .formatted(condition));
  }

  void press(String key) throws Exception {
    press(key, 0);
  }

  void pressWithShift(String key) throws Exception {
    press(key, SHIFT);
  }

  private void press(String key, int modifiers) throws Exception {
    int code = KEY_CODES.getOrDefault(key, (int) key.charAt(0));
    String text = key.length() == 1 ? ", text: '" + key + "'" : "";
    for (String type : List.of("keyDown", "keyUp")) {
      send(
          "Input.dispatchKeyEvent",
          "{type: '%s', key: '%s', windowsVirtualKeyCode: %d, modifiers: %d%s}"
              .formatted(type, key, code, modifiers, type.equals("keyDown") ? text : ""));
    }
  }

  void click(String selector) throws Exception {
    evaluate("document.querySelector('" + selector + "').click()");
  }

  /** Clicks a link, and returns when the page that it leads to is there. */
  void follow(String selector) throws Exception {
    String link = "document.querySelector('" + selector + "')";
    String target = evaluate(link + ".href").getAsString();
    evaluate("setTimeout(() => " + link + ".click()) && true");
    String arrived = "";
    while (!arrived.equals(target)) {
      arrived = loaded.poll(SECONDS_TO_LOAD, TimeUnit.SECONDS);
      if (arrived == null) {
        throw new IllegalStateException(selector + " does not lead to " + target);
      }
    }
  }

  /** As on a screen of this size, in CSS pixels. */
  void resize(int width, int height) throws Exception {
    send(
        "Emulation.setDeviceMetricsOverride",
        "{width: %d, height: %d, deviceScaleFactor: 1, mobile: false}".formatted(width, height));
  }

  /** As if the system preferred so; as in {@code prefers-color-scheme}, {@code dark}. */
  void prefer(String feature, String value) throws Exception {
    send(
        "Emulation.setEmulatedMedia",
        "{features: [{name: '%s', value: '%s'}]}".formatted(feature, value));
  }

  /** Roles and names of what a screen reader meets, as in {@code button "Play"}. */
  List<String> accessibleNames(String role) throws Exception {
    JsonArray nodes = send("Accessibility.getFullAXTree", "{}").getAsJsonArray("nodes");
    var names = new ArrayList<String>();
    for (JsonElement element : nodes) {
      JsonObject node = element.getAsJsonObject();
      if (node.has("role") && valueOf(node, "role").equals(role)) {
        names.add(node.has("name") ? valueOf(node, "name") : "");
      }
    }
    return names;
  }

  private static String valueOf(JsonObject node, String key) {
    return node.getAsJsonObject(key).get("value").getAsString();
  }

  List<String> complaints() {
    return List.copyOf(complaints);
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  private JsonObject send(String method, String parameters) throws Exception {
    return browser.send(session, method, json(parameters));
  }

  private static JsonObject json(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }

  @Override
  public void close() {
    browser.close();
  }
}
