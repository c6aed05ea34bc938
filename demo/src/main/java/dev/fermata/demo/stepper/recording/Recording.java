package dev.fermata.demo.stepper.recording;

import java.util.List;

/**
 * A program and one run of it.
 *
 * @param id names its file, as in {@code coffee}
 * @param title a few words
 * @param about what there is to see, a sentence or two
 * @param file name of the source file
 * @param source its lines
 * @param steps in the order in which they happened
 */
public record Recording(
    String id, String title, String about, String file, List<String> source, List<Step> steps) {

  public Recording {
    source = List.copyOf(source);
    steps = List.copyOf(steps);
  }
}
