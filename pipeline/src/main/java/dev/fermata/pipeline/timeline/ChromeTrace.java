package dev.fermata.pipeline.timeline;

import dev.fermata.pipeline.timeline.ThreadTrack.Job;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Writes the trace event format: "processes" for stages and for threads, a "thread" of theirs for
 * each lane and each thread, named by metadata events, and complete events for all that took time.
 * Times are microseconds.
 */
final class ChromeTrace {
  private static final int STAGES = 1;
  private static final int THREADS = 2;

  private final Timeline timeline;
  private final Json json = new Json();

  ChromeTrace(Timeline timeline) {
    this.timeline = timeline;
  }

  String write() {
    json.open('{').member("displayTimeUnit", "ms").openMember("otherData", '{');
    json.member("recorder", "Fermata pipeline");
    json.raw("leftOut", timeline.leftOut().visits());
    json.member("note", timeline.leftOut().describe()).close('}');
    json.openMember("traceEvents", '[');
    writeStages();
    writeThreads(ThreadTrack.of(timeline.visits()));
    json.close(']').close('}');
    return json.finish();
  }

  private void writeStages() {
    name("process_name", STAGES, 0, "stages");
    var lanes = new LaneNumbers(timeline);
    lanes.forEach((lane, number) -> track(STAGES, number, lane.name()));
    for (Visit visit : timeline.visits()) {
      int tid = lanes.of(visit);
      complete(visit.label(), visit.stage(), STAGES, tid, visit.start(), visit.left());
      describe(visit);
      for (Stretch phase : visit.phases()) {
        complete(phase.state().word(), visit.stage(), STAGES, tid, phase.from(), phase.to());
        json.openMember("args", '{');
        phase.thread().ifPresent(thread -> json.member("thread", thread));
        json.close('}').close('}');
      }
    }
  }

  private void describe(Visit visit) {
    json.openMember("args", '{').member("item", visit.label()).member("stage", visit.stage());
    json.raw("lane", visit.lane()).raw("ended", visit.ended());
    visit.failure().ifPresent(failure -> json.member("failure", failure));
    if (visit.stretchesLeftOut() > 0) {
      json.raw("stretchesLeftOut", visit.stretchesLeftOut());
    }
    json.close('}').close('}');
  }

  private void writeThreads(List<ThreadTrack> threads) {
    name("process_name", THREADS, 0, "threads");
    for (int i = 0; i < threads.size(); i++) {
      track(THREADS, i + 1, threads.get(i).thread());
      for (Job job : threads.get(i).jobs()) {
        Visit visit = job.visit();
        complete(visit.stage(), visit.stage(), THREADS, i + 1, job.from(), job.to());
        json.openMember("args", '{').member("item", visit.label()).close('}').close('}');
      }
    }
  }

  private void track(int process, int number, String name) {
    name("thread_name", process, number, name);
    metadata("thread_sort_index", process, number).raw("sort_index", number);
    json.close('}').close('}');
  }

  private void name(String kind, int process, int thread, String name) {
    metadata(kind, process, thread).member("name", name).close('}').close('}');
  }

  private Json metadata(String kind, int process, int thread) {
    json.newLine().open('{').member("ph", "M").member("name", kind);
    return json.raw("pid", process).raw("tid", thread).openMember("args", '{');
  }

  /** Opens an event, which takes its arguments yet. */
  private void complete(
      String name, String category, int process, int thread, Duration from, Duration to) {
    json.newLine().open('{').member("ph", "X").member("name", name).member("cat", category);
    json.raw("pid", process).raw("tid", thread);
    json.raw("ts", micros(from)).raw("dur", micros(to.minus(from)));
  }

  private static String micros(Duration time) {
    long nanos = time.toNanos();
    return String.format(Locale.ROOT, "%d.%03d", nanos / 1000, nanos % 1000);
  }
}
