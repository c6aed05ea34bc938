package dev.fermata.pipeline.timeline;

import dev.fermata.pipeline.timeline.Stretch.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Cuts a visit wherever something changes, and tells each piece's state. */
final class Phases {
  private Phases() {}

  static List<Stretch> of(Visit visit) {
    var cuts = new TreeSet<Duration>(List.of(visit.start(), visit.end(), visit.left()));
    for (Stretch stretch : visit.stretches()) {
      cuts.add(stretch.from());
      cuts.add(stretch.to());
    }
    var phases = new ArrayList<Stretch>();
    Duration from = visit.start();
    for (Duration to : cuts.subSet(visit.start(), false, visit.left(), true)) {
      append(phases, piece(visit, from, to));
      from = to;
    }
    return List.copyOf(phases);
  }

  private static Stretch piece(Visit visit, Duration from, Duration to) {
    Optional<Stretch> work =
        visit.stretches().stream()
            .filter(each -> each.state() == State.WORKING && covers(each, from, to))
            .findFirst();
    if (work.isPresent()) {
      return new Stretch(State.WORKING, work.get().thread(), from, to);
    }
    boolean blocked =
        from.compareTo(visit.end()) >= 0
            || visit.stretches().stream()
                .anyMatch(each -> each.state() == State.BLOCKED && covers(each, from, to));
    return new Stretch(blocked ? State.BLOCKED : State.WAITING, Optional.empty(), from, to);
  }

  private static boolean covers(Stretch stretch, Duration from, Duration to) {
    return stretch.from().compareTo(from) <= 0 && stretch.to().compareTo(to) >= 0;
  }

  private static void append(List<Stretch> phases, Stretch next) {
    int last = phases.size() - 1;
    if (last >= 0 && isSame(phases.get(last), next)) {
      Stretch before = phases.remove(last);
      phases.add(new Stretch(next.state(), next.thread(), before.from(), next.to()));
    } else {
      phases.add(next);
    }
  }

  private static boolean isSame(Stretch one, Stretch other) {
    return one.state() == other.state() && one.thread().equals(other.thread());
  }
}
