package dev.fermata.demo.studio;

/** How many photos are in memory: fetched, and not stored yet. Guarded by this. */
final class PhotoCount {
  private int now;
  private int most;

  synchronized void fetched() {
    now++;
    most = Math.max(most, now);
  }

  synchronized void stored() {
    now--;
  }

  synchronized int now() {
    return now;
  }

  synchronized int most() {
    return most;
  }
}
