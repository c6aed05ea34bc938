package dev.fermata.benchmarks.report;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * One run of JMH, by work.
 *
 * @param jdk the version of the JDK that ran it
 * @param works each work's measurements, in the order in which they were made
 */
record Results(String jdk, Map<String, List<Measurement>> works) {

  private static final String HEAP = "bytesPerCall";

  static Results read(Path json) throws IOException {
    var runs = new Gson().fromJson(Files.readString(json), JsonArray.class);
    if (runs == null || runs.isEmpty()) {
      throw new IOException(json + " holds no results: give the file that JMH wrote with -rf json");
    }
    var works = new LinkedHashMap<String, List<Measurement>>();
    for (JsonElement run : runs) {
      var measured = measurement(run.getAsJsonObject());
      works.computeIfAbsent(measured.work(), work -> new ArrayList<>()).add(measured);
    }
    return new Results(runs.get(0).getAsJsonObject().get("jdkVersion").getAsString(), works);
  }

  private static Measurement measurement(JsonObject run) {
    String[] name = run.get("benchmark").getAsString().split("\\.");
    String work = name[name.length - 2] + parameters(run);
    String subject = name[name.length - 1];
    var secondary = run.getAsJsonObject("secondaryMetrics");
    if (secondary.has(HEAP)) {
      double bytes = meanOfIterations(secondary.getAsJsonObject(HEAP));
      return new Measurement(work, subject, bytes, Double.NaN, "B", Double.NaN);
    }
    var primary = run.getAsJsonObject("primaryMetric");
    return new Measurement(
        work,
        subject,
        primary.get("score").getAsDouble(),
        number(primary.get("scoreError")),
        primary.get("scoreUnit").getAsString(),
        secondary.has("gc.alloc.rate.norm")
            ? number(secondary.getAsJsonObject("gc.alloc.rate.norm").get("score"))
            : Double.NaN);
  }

  private static String parameters(JsonObject run) {
    if (!run.has("params")) {
      return "";
    }
    var values = new ArrayList<String>();
    run.getAsJsonObject("params")
        .entrySet()
        .forEach(each -> values.add(each.getKey() + " " + each.getValue().getAsString()));
    return " (" + String.join(", ", values) + ")";
  }

  /** JMH adds the counters of the iterations up; each of them is a figure of its own here. */
  private static double meanOfIterations(JsonObject metric) {
    return StreamSupport.stream(metric.getAsJsonArray("rawData").spliterator(), false)
        .flatMap(fork -> StreamSupport.stream(fork.getAsJsonArray().spliterator(), false))
        .mapToDouble(JsonElement::getAsDouble)
        .average()
        .orElseThrow();
  }

  /** JMH writes the numbers that JSON does not have as text. */
  private static double number(JsonElement value) {
    return Double.parseDouble(value.getAsString());
  }
}
