package dev.fermata.benchmarks.pipeline;

import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.benchmarks.ComparedInNanoseconds;
import dev.fermata.pipeline.Builder;
import dev.fermata.pipeline.Pipeline;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/** What it costs to measure a stage whose operation takes ten microseconds; per item. */
@OperationsPerInvocation(StatisticsCost.ITEMS)
public class StatisticsCost extends ComparedInNanoseconds {

  static final int ITEMS = 2_000;
  private static final long OPERATION_NANOS = 10_000;
  private static final int CALIBRATIONS = 20;

  private final List<Integer> items = IntStream.range(0, ITEMS).boxed().toList();

  @Param({"1", "4"})
  private int concurrency;

  private long tokens;

  /**
   * How much work that is differs between machines; the fastest of many tries was not disturbed.
   */
  @Setup(Level.Trial)
  public void calibrate() {
    long sample = 1_000_000;
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < CALIBRATIONS; i++) {
      long before = System.nanoTime();
      Blackhole.consumeCPU(sample);
      fastest = Math.min(fastest, System.nanoTime() - before);
    }
    tokens = Math.max(1, OPERATION_NANOS * sample / fastest);
  }

  private Builder<Integer> stage() {
    return Pipeline.<Integer>from(items)
        .pipe("work", this::work, stage -> stage.concurrency(concurrency));
  }

  private CompletableFuture<Integer> work(int item) {
    Blackhole.consumeCPU(tokens);
    return completedFuture(item);
  }

  @Benchmark
  public int withoutTimes() {
    return OnFermata.count(stage());
  }

  @Benchmark
  public int withTimes() {
    return OnFermata.countMeasured(stage());
  }

  @Benchmark
  public int withTimeline() {
    return OnFermata.countMeasured(stage().recordTimeline(timeline -> timeline.last(1_000)));
  }
}
