package dev.fermata.demo.stepper.recording;

import static java.util.stream.Collectors.joining;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Set;

/**
 * Writes recordings as JSON, as the page reads them. Every step's scene has only what differs from
 * the step before, key by key; the first has everything.
 */
public final class RecordingJson {

  private static final Gson GSON = new Gson();
  private static final String STEPS = "steps";
  private static final String SCENE = "scene";

  private RecordingJson() {}

  /** A line for each step, so that versions can be compared; angle brackets are escaped. */
  public static String of(Recording recording) {
    JsonObject json = GSON.toJsonTree(recording).getAsJsonObject();
    json.remove(STEPS);
    String head = GSON.toJson(json);
    return changes(recording.steps()).asList().stream()
        .map(GSON::toJson)
        .collect(
            joining(
                ",\n", head.substring(0, head.length() - 1) + ",\"" + STEPS + "\":[\n", "\n]}\n"));
  }

  private static JsonArray changes(List<Step> steps) {
    var changes = new JsonArray();
    JsonObject before = new JsonObject();
    for (Step step : steps) {
      JsonObject change = GSON.toJsonTree(step).getAsJsonObject();
      JsonObject scene = change.getAsJsonObject(SCENE);
      change.add(SCENE, difference(before, scene));
      changes.add(change);
      before = scene;
    }
    return changes;
  }

  private static JsonObject difference(JsonObject before, JsonObject now) {
    var difference = new JsonObject();
    Set<String> keys = now.keySet();
    for (String key : keys) {
      JsonElement value = now.get(key);
      if (!value.equals(before.get(key))) {
        difference.add(key, value);
      }
    }
    return difference;
  }
}
