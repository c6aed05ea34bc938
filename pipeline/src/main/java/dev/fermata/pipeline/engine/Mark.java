package dev.fermata.pipeline.engine;

/** What flows between the items. */
sealed interface Mark {

  /** No item follows, because none is left. */
  Mark END = End.EXHAUSTED;

  /** No item follows, because something upstream has failed. */
  Mark CUT = End.CUT;

  static boolean isEnd(Object item) {
    return item instanceof End;
  }

  /** The two ends of a stream of items. */
  enum End implements Mark {
    EXHAUSTED,
    CUT
  }

  /**
   * No item of before comes after it and none of after before it. Who made it takes it out again,
   * all others drain, flush and pass it on. Each is compared by identity.
   */
  final class Border implements Mark {
    private final String maker;

    Border(String maker) {
      this.maker = maker;
    }

    @Override
    public String toString() {
      return "border of " + maker;
    }
  }
}
