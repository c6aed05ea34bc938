package dev.fermata.transform.plan;

import dev.fermata.transform.model.RuntimeNames;

/**
 * The class of {@code dev.fermata.async.Frames} that holds the saved values of a method: the
 * smallest with room for {@code references} objects and {@code words} primitives of up to 64 bits.
 */
public record FrameShape(int references, int words) {

  private static final int[] REFERENCES = {0, 2, 4, 8};
  private static final int[] WORDS = {0, 1, 2, 4};

  /** Whether values lie in arrays, because no class has fields enough. */
  public boolean wide() {
    return references > REFERENCES[REFERENCES.length - 1] || words > WORDS[WORDS.length - 1];
  }

  /** Internal name of the class. */
  public String className() {
    return RuntimeNames.FRAMES
        + "$"
        + (wide() ? "Wide" : "R" + atLeast(references, REFERENCES) + "W" + atLeast(words, WORDS));
  }

  private static int atLeast(int wanted, int[] sizes) {
    for (int size : sizes) {
      if (size >= wanted) {
        return size;
      }
    }
    throw new IllegalArgumentException("no shape has " + wanted + " slots");
  }
}
