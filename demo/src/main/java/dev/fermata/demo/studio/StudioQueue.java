package dev.fermata.demo.studio;

import java.util.concurrent.LinkedBlockingQueue;

/** A queue from which threads of the studio take. */
class StudioQueue<T> extends LinkedBlockingQueue<T> {
  private static final long serialVersionUID = 1;

  private final transient StudioTime time;

  StudioQueue(StudioTime time) {
    this.time = time;
  }

  @Override
  public T take() throws InterruptedException {
    time.beforeBlocking(() -> !isEmpty());
    return super.take();
  }
}
