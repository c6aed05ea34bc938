package dev.fermata.eaasync;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A program that ends differently under ea-async and under us, with what it prints. */
record Difference(
    String program, List<String> underEaAsync, List<String> underFermata, String reason) {

  /** All that {@code differences.txt} lists. */
  static List<Difference> all() {
    try (InputStream in =
        Objects.requireNonNull(Difference.class.getResourceAsStream("/differences.txt"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\n\n", -1))
          .filter(block -> !block.startsWith("#"))
          .map(Difference::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Difference parse(String block) {
    String[] lines = block.strip().split("\n", -1);
    return new Difference(
        lines[0],
        printed(lines[1], "ea-async: "),
        printed(lines[2], "fermata: "),
        after(lines[3], "reason: "));
  }

  private static List<String> printed(String line, String label) {
    return List.of(after(line, label).split("; ", -1));
  }

  private static String after(String line, String label) {
    if (!line.strip().startsWith(label)) {
      throw new IllegalArgumentException("no " + label + "in " + line);
    }
    return line.strip().substring(label.length());
  }

  @Override
  public String toString() {
    return program;
  }
}
