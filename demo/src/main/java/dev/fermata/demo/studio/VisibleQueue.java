package dev.fermata.demo.studio;

/** A queue which shows that who takes from it blocks. */
final class VisibleQueue<T> extends StudioQueue<T> {
  private static final long serialVersionUID = 1;

  private final transient Studio studio;

  VisibleQueue(Studio studio, StudioTime time) {
    super(time);
    this.studio = studio;
  }

  @Override
  public T take() throws InterruptedException {
    var stretch = studio.beginBlocking("take()", () -> !isEmpty());
    try {
      return super.take();
    } finally {
      stretch.close();
    }
  }
}
