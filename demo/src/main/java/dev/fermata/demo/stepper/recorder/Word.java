package dev.fermata.demo.stepper.recorder;

/** A primitive value as a frame holds it: in 64 bits. */
final class Word {

  private Word() {}

  /**
   * As the source would write it.
   *
   * @param descriptor of the variable's type
   */
  static String text(long word, String descriptor) {
    return switch (descriptor) {
      case "Z" -> Boolean.toString(word != 0);
      case "C" -> "'" + (char) word + "'";
      case "F" -> Float.toString(Float.intBitsToFloat((int) word));
      case "D" -> Double.toString(Double.longBitsToDouble(word));
      default -> Long.toString(word);
    };
  }
}
