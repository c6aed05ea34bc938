package dev.fermata.benchmarks.pipeline;

import dev.fermata.benchmarks.ComparedInNanoseconds;
import dev.fermata.benchmarks.peers.Flows;
import dev.fermata.pipeline.Pipeline;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.TearDown;
import reactor.core.publisher.Flux;

/** Lists of 32 out of single items; per item. */
@OperationsPerInvocation(Aggregate.ITEMS)
public class Aggregate extends ComparedInNanoseconds {

  static final int ITEMS = 32_000;
  private static final int COUNT = 32;

  private final List<Integer> items = IntStream.range(0, ITEMS).boxed().toList();
  private final OnPekko pekko = new OnPekko();

  @TearDown(Level.Trial)
  public void stop() {
    pekko.close();
  }

  @Benchmark
  public int fermata() {
    return OnFermata.count(Pipeline.<Integer>from(items).aggregate(COUNT));
  }

  @Benchmark
  public int reactor() {
    var flux = Flux.fromIterable(items).subscribeOn(reactor.core.scheduler.Schedulers.single());
    return Objects.requireNonNull(flux.buffer(COUNT).count().block()).intValue();
  }

  @Benchmark
  public int rxJava() {
    return Flowable.fromIterable(items)
        .subscribeOn(Schedulers.single())
        .buffer(COUNT)
        .count()
        .blockingGet()
        .intValue();
  }

  @Benchmark
  public int pekko() {
    return pekko.aggregate(items, COUNT);
  }

  @Benchmark
  public int kotlinFlow() {
    return Flows.aggregate(items, COUNT);
  }
}
