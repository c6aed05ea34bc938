package dev.fermata.pipeline.engine;

/**
 * What flows between the items. Each is compared by identity.
 *
 * <p>A class and no interface: of every item that flows somebody asks whether it is a mark, and to
 * ask an object for an interface that it has not means to look through all those that it has.
 */
abstract sealed class Mark {

  /** No item follows, because none is left. */
  static final Mark END = new End("end");

  /** No item follows, because something upstream has failed. */
  static final Mark CUT = new End("cut");

  private final String text;

  private Mark(String text) {
    this.text = text;
  }

  static boolean isEnd(Object item) {
    return item instanceof End;
  }

  @Override
  public String toString() {
    return text;
  }

  /** The two ends of a stream of items. */
  static final class End extends Mark {
    private End(String text) {
      super(text);
    }
  }

  /**
   * No item of before comes after it and none of after before it. Who made it takes it out again,
   * all others drain, flush and pass it on.
   */
  static final class Border extends Mark {
    Border(String maker) {
      super("border of " + maker);
    }
  }
}
