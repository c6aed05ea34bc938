package dev.fermata.pipeline.timeline;

import static dev.fermata.pipeline.timeline.Svg.number;

import dev.fermata.pipeline.timeline.Stretch.State;
import java.time.Duration;
import java.util.Locale;

/** Draws one lane or one thread: what is wide enough as bars, all else as shares of the height. */
final class Row {
  private static final double NARROWEST_BAR = 1;
  private static final double NARROWEST_FRAME = 4;
  private static final double LETTER = 6.4;
  private static final double LETTERS_HEIGHT = 12;

  private final Svg svg;
  private final TimeScale scale;
  private final double top;
  private final double height;

  Row(Svg svg, TimeScale scale, double top, double height) {
    this.svg = svg;
    this.scale = scale;
    this.top = top;
    this.height = height;
  }

  void ground() {
    rect("ground", scale.left(), scale.width());
  }

  /** A lane's visits, in the colour of their stage. */
  void visits(Iterable<Visit> visits) {
    var shares = new StateShares(scale.left());
    for (Visit visit : visits) {
      for (Stretch phase : visit.phases()) {
        bar(phase.state(), phase.from(), phase.to(), shares);
      }
    }
    paths(shares);
    visits.forEach(this::frame);
  }

  /** A thread's jobs, each in the colour of its stage. */
  void jobs(ThreadTrack track, StageColours colours) {
    for (String colour : colours.all()) {
      var shares = new StateShares(scale.left());
      svg.open("g", "class", colour);
      for (ThreadTrack.Job job : track.jobs()) {
        if (colours.of(job.visit().stage()).equals(colour)) {
          bar(State.WORKING, job.from(), job.to(), shares);
          frame(job.from(), job.to(), job.visit().stage() + ": " + title(job.visit()), job);
        }
      }
      paths(shares);
      svg.close("g");
    }
  }

  private void bar(State state, Duration from, Duration to, StateShares shares) {
    double x = scale.x(from);
    double width = scale.x(to) - x;
    if (width >= NARROWEST_BAR) {
      rect(state.word(), x, width);
    } else if (x < scale.right()) {
      shares.add(state, x, width);
    }
  }

  private void paths(StateShares shares) {
    shares
        .outlines(top, height)
        .forEach((state, outline) -> svg.empty("path", "class", state.word(), "d", outline));
  }

  private void frame(Visit visit) {
    double x = scale.x(visit.start());
    double width = scale.x(visit.left()) - x;
    if (width < NARROWEST_FRAME) {
      return;
    }
    framed(x, width, title(visit));
    boolean failed = visit.failure().isPresent();
    label((failed ? "\u2715 " : "") + visit.label(), x, width);
  }

  private void frame(Duration from, Duration to, String title, ThreadTrack.Job job) {
    double x = scale.x(from);
    double width = scale.x(to) - x;
    if (width >= NARROWEST_FRAME) {
      framed(x, width, title);
      label(job.visit().label(), x, width);
    }
  }

  private void framed(double x, double width, String title) {
    svg.open(
        "rect",
        "class",
        "frame",
        "x",
        number(x),
        "y",
        number(top),
        "width",
        number(width),
        "height",
        number(height));
    svg.leaf("title", title).close("rect");
  }

  private void label(String label, double x, double width) {
    if (height >= LETTERS_HEIGHT && label.length() * LETTER + 6 < width) {
      svg.text("label", x + 4, top + height / 2 + 4, label);
    }
  }

  private void rect(String style, double x, double width) {
    svg.empty(
        "rect",
        "class",
        style,
        "x",
        number(x),
        "y",
        number(top),
        "width",
        number(width),
        "height",
        number(height));
  }

  private static String title(Visit visit) {
    Duration whole = visit.left().minus(visit.start());
    return String.format(
        Locale.ROOT,
        "%s, from %s ms: %s ms, of which %s ms working and %s ms blocked%s%s",
        visit.label(),
        millis(visit.start()),
        millis(whole),
        millis(visit.working()),
        millis(blocked(visit)),
        visit.ended() ? "" : "; has not ended",
        visit.failure().map(failure -> "; failed: " + failure).orElse(""));
  }

  private static Duration blocked(Visit visit) {
    return visit.phases().stream()
        .filter(phase -> phase.state() == State.BLOCKED)
        .map(Stretch::length)
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static String millis(Duration time) {
    return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e6);
  }
}
