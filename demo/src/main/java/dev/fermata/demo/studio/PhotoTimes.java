package dev.fermata.demo.studio;

import java.time.Duration;
import java.util.List;

/** How long each step takes; networks are moody, decoding is not. */
final class PhotoTimes {
  private static final int[] FETCH_MILLIS = {60, 30, 90, 40, 20, 70};
  static final Duration DECODE = Duration.ofMillis(10);
  static final Duration STORE = Duration.ofMillis(20);

  private PhotoTimes() {}

  static Duration fetch(String photo) {
    int place = Studio.PHOTOS.indexOf(photo);
    int index = Math.floorMod(place >= 0 ? place : photo.hashCode(), FETCH_MILLIS.length);
    return Duration.ofMillis(FETCH_MILLIS[index]);
  }

  static List<String> six() {
    return List.of("ant", "bee", "cat", "dog", "elk", "fox");
  }
}
