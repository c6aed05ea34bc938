package dev.fermata.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How all subjects of one work are measured. Each method of a subclass is one subject, named after
 * it; those that start with {@code virtualThreads} run on JDK 21 and newer only.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class ComparedInNanoseconds {

  /** How often one invocation does the work. */
  static final int TIMES = 1_000;

  /** Virtual threads share one carrier, as the other subjects share one loop. */
  static final String ONE_CARRIER = "-Djdk.virtualThreadScheduler.parallelism=1";
}
