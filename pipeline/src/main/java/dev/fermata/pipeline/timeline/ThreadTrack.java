package dev.fermata.pipeline.timeline;

import dev.fermata.pipeline.timeline.Stretch.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one thread did, by time.
 *
 * @param jobs that do not overlap
 */
record ThreadTrack(String thread, List<Job> jobs) {

  /** A piece of a visit's work. */
  record Job(Visit visit, Duration from, Duration to) {}

  /** All threads that worked for a visit, those first that began first. */
  static List<ThreadTrack> of(List<Visit> visits) {
    Map<String, List<Job>> byThread = new TreeMap<>();
    for (Visit visit : visits) {
      for (Stretch stretch : visit.stretches()) {
        if (stretch.state() == State.WORKING) {
          byThread
              .computeIfAbsent(stretch.thread().orElse("?"), name -> new ArrayList<>())
              .add(new Job(visit, stretch.from(), stretch.to()));
        }
      }
    }
    return byThread.entrySet().stream()
        .map(entry -> new ThreadTrack(entry.getKey(), apart(entry.getValue())))
        .sorted(Comparator.comparing(track -> track.jobs().get(0).from()))
        .toList();
  }

  /** A short pause of one job may hide a piece of another: each begins where the last one ends. */
  private static List<Job> apart(List<Job> jobs) {
    jobs.sort(Comparator.comparing(Job::from).thenComparing(Job::to));
    var apart = new ArrayList<Job>();
    Duration reached = Duration.ofSeconds(Long.MIN_VALUE);
    for (Job job : jobs) {
      Duration from = job.from().compareTo(reached) < 0 ? reached : job.from();
      if (from.compareTo(job.to()) < 0) {
        apart.add(new Job(job.visit(), from, job.to()));
        reached = job.to();
      }
    }
    return apart;
  }
}
