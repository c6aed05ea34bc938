package dev.fermata.benchmarks.pipeline;

import dev.fermata.benchmarks.ComparedInNanoseconds;
import dev.fermata.benchmarks.peers.Flows;
import dev.fermata.pipeline.Pipeline;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One stage whose operation blocks a thread of a pool of four; in order. Per item. */
@OperationsPerInvocation(BlockingStage.ITEMS)
public class BlockingStage extends ComparedInNanoseconds {

  static final int ITEMS = 2_000;
  private static final int CONCURRENCY = 4;

  private final List<Integer> items = IntStream.range(0, ITEMS).boxed().toList();
  private final ExecutorService pool = Executors.newFixedThreadPool(CONCURRENCY);
  private final OnPekko pekko = new OnPekko();

  /** How much work each item is; 10 µs are about 4,000. */
  @Param({"0", "4000"})
  private int tokens;

  @TearDown(Level.Trial)
  public void stop() {
    pool.shutdown();
    pekko.close();
  }

  private int work(int item) {
    Blackhole.consumeCPU(tokens);
    return item;
  }

  private CompletableFuture<Integer> submit(int item) {
    return CompletableFuture.supplyAsync(() -> work(item), pool);
  }

  @Benchmark
  public int fermata() {
    return OnFermata.count(
        Pipeline.<Integer>from(items)
            .pipeBlocking(
                "work",
                this::work,
                stage -> stage.concurrency(CONCURRENCY).ordered().executor(pool)));
  }

  @Benchmark
  public int reactor() {
    var flux =
        Flux.fromIterable(items)
            .flatMapSequential(item -> Mono.fromFuture(submit(item)), CONCURRENCY);
    return Objects.requireNonNull(flux.count().block()).intValue();
  }

  @Benchmark
  public int rxJava() {
    var scheduler = Schedulers.from(pool);
    return Flowable.fromIterable(items)
        .concatMapEager(
            item -> Flowable.fromCallable(() -> work(item)).subscribeOn(scheduler), CONCURRENCY, 1)
        .count()
        .blockingGet()
        .intValue();
  }

  @Benchmark
  public int pekko() {
    return pekko.count(items, new Shape(1, CONCURRENCY, true), this::submit);
  }

  @Benchmark
  public int kotlinFlow() {
    return Flows.count(items, 1, CONCURRENCY, true, this::submit);
  }

  @Benchmark
  public int virtualThreadsAndQueues() {
    return OnThreads.count(items, new Shape(1, CONCURRENCY, true), this::submit);
  }

  @Benchmark
  public int gatherers() {
    return OnGatherers.count(items, new Shape(1, CONCURRENCY, true), this::submit);
  }
}
