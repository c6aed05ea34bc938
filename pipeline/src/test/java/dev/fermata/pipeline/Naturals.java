package dev.fermata.pipeline;

import java.util.Iterator;

/** A source of 0, 1, 2 and so on up to a limit, that knows how far it was read. */
public final class Naturals implements Iterable<Integer> {
  private final int limit;
  private int read;

  public Naturals(int limit) {
    this.limit = limit;
  }

  @Override
  public Iterator<Integer> iterator() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return read() < limit;
      }

      @Override
      public Integer next() {
        return readOne();
      }
    };
  }

  private synchronized int readOne() {
    notifyAll();
    return read++;
  }

  public synchronized int read() {
    return read;
  }

  /** Waits until that many were read. */
  public synchronized void awaitRead(int count) throws InterruptedException {
    while (read < count) {
      wait();
    }
  }
}
