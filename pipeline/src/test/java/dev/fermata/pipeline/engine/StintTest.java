package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.EventLoop;
import dev.fermata.async.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread of the test is the pool's only one. */
@Timeout(20)
class StintTest {
  private static final AtomicLong LOOPS = new AtomicLong();

  /** Of each test another, as the thread of the one before may not have ended. */
  private final String home = "stint-test-loop-" + LOOPS.incrementAndGet();

  private final LoopHost host = new LoopHost(home);
  private final EventLoop loop = host.start();
  private final AtomicLong time = new AtomicLong();
  private final Pool pool = new Pool();
  private final List<String> turns = new ArrayList<>();
  private String own = "";

  /** Keeps what it is given for the test to run. */
  private static final class Pool implements Executor {
    private final LinkedBlockingQueue<Runnable> works = new LinkedBlockingQueue<>();
    private final List<String> callers = new ArrayList<>();
    private volatile boolean closed;

    @Override
    public void execute(Runnable work) {
      if (closed) {
        throw new RejectedExecutionException("closed");
      }
      callers.add(Thread.currentThread().getName());
      works.add(work);
    }

    Runnable next() throws InterruptedException {
      Runnable work = works.poll(10, TimeUnit.SECONDS);
      assertThat(work).as("work that the pool is given").isNotNull();
      return work;
    }
  }

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void aThreadThatEndsACallHasTheTurnAndGoesOnWithTheNextCall() throws Exception {
    Task<?> all = oneAfterTheOther(10, stage(item -> item));

    runOne();

    assertThat(all).succeedsWithin(10, TimeUnit.SECONDS);
    assertThat(pool.callers).containsExactly(home);
    assertThat(turns).hasSize(10).containsOnly(own);
  }

  @Test
  void itGoesBackAfterSoManyCalls() throws Exception {
    Task<?> all = oneAfterTheOther(200, stage(item -> item));

    for (int i = 0; i < 4; i++) {
      assertThat(all).isNotDone();
      runOne();
    }

    assertThat(all).succeedsWithin(10, TimeUnit.SECONDS);
    assertThat(pool.callers).containsExactly(home, own, own, own);
  }

  @Test
  void itGoesBackWhenItHasBeenThereForLong() throws Exception {
    Task<?> all =
        oneAfterTheOther(
            3, stage(item -> time.addAndGet(TimeUnit.MILLISECONDS.toNanos(1)) > 0 ? item : ""));

    for (int i = 0; i < 3; i++) {
      assertThat(all).isNotDone();
      runOne();
    }

    assertThat(all).succeedsWithin(10, TimeUnit.SECONDS);
    assertThat(pool.callers).hasSize(3);
  }

  @Test
  void afterLongServiceItHasOneMoreTurnAtMost() throws Exception {
    var stage = stage(item -> time.addAndGet(TimeUnit.SECONDS.toNanos(1)) > 0 ? item : "");
    Task<?> all = oneAfterTheOther(1, stage, () -> another(() -> another(() -> {})));

    runOne();

    assertThat(all).succeedsWithin(10, TimeUnit.SECONDS);
    assertThat(loop.spawn(() -> CompletableFuture.completedFuture(List.copyOf(turns))))
        .succeedsWithin(10, TimeUnit.SECONDS)
        .isEqualTo(List.of(own, own, home));
  }

  /** Somebody hands something over while a turn goes on: another turn follows. */
  private void another(Runnable then) {
    var handOver =
        new Thread(
            () ->
                loop.execute(
                    () -> {
                      turns.add(Thread.currentThread().getName());
                      then.run();
                    }));
    handOver.start();
    try {
      handOver.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whoeverIsInterruptedGoesBackAtOnceAndStillIs() throws Exception {
    Task<?> all =
        oneAfterTheOther(
            2,
            stage(
                item -> {
                  Thread.currentThread().interrupt();
                  return item;
                }));

    for (int i = 0; i < 2; i++) {
      runOne();
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(all).succeedsWithin(10, TimeUnit.SECONDS);
    assertThat(turns).hasSize(2).containsOnly(home);
  }

  @Test
  void whileTheHostIsPinnedTheLoopsOwnThreadHasAllTurns() throws Exception {
    host.pin();
    Task<?> all = oneAfterTheOther(3, stage(item -> item));

    for (int i = 0; i < 3; i++) {
      runOne();
    }

    assertThat(all).succeedsWithin(10, TimeUnit.SECONDS);
    assertThat(turns).hasSize(3).containsOnly(home);
  }

  @Test
  void whatAnOperationHandsToTheLoopDoesNotWaitForItsEnd() throws Exception {
    Task<?> all =
        oneAfterTheOther(
            2,
            stage(
                item -> {
                  var heard = new CountDownLatch(1);
                  loop.execute(heard::countDown);
                  return isReached(heard);
                }));

    runOne();

    assertThat(all).succeedsWithin(10, TimeUnit.SECONDS);
  }

  @Test
  void callsBeginInTheOrderInWhichTheyWereAdmitted() throws Exception {
    var begun = new ArrayList<Object>();
    var stage = stage(item -> begun.add(item) ? item : "");
    Task<Void> all =
        loop.spawn(
            () -> {
              var waiting = new ArrayDeque<CompletionStage<Object>>();
              for (int i = 0; i < 20; i++) {
                waiting.add(stage.start(i));
                if (waiting.size() == 4) {
                  await(waiting.remove());
                }
              }
              for (CompletionStage<Object> each : waiting) {
                await(each);
              }
              return CompletableFuture.completedFuture(null);
            });

    while (!all.isDone()) {
      if (!pool.works.isEmpty()) {
        runOne();
      }
    }

    assertThat(begun).hasSize(20).isSortedAccordingTo((a, b) -> (int) a - (int) b);
  }

  @Test
  void anExecutorThatRefusesAfterAWhileFailsTheCall() throws Exception {
    var stage =
        stage(
            item -> {
              pool.closed = true;
              time.addAndGet(TimeUnit.SECONDS.toNanos(1));
              return item;
            });
    Task<?> all = oneAfterTheOther(2, stage);

    runOne();

    assertThat(all)
        .failsWithin(10, TimeUnit.SECONDS)
        .withThrowableThat()
        .withCauseInstanceOf(ExecutorRefusal.class);
  }

  @Test
  void whoeverWasCancelledBeforeItBeganIsPassedOver() throws Exception {
    var begun = new ArrayList<Object>();
    var stage = stage(item -> begun.add(item) ? item : "");
    Task<Object> last =
        loop.spawn(
            () -> {
              stage.start("cancelled").cancel(true);
              return stage.start("last");
            });
    awaitRest();

    runOne();
    runOne();

    assertThat(last).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo("last");
    assertThat(begun).containsExactly("last");
  }

  @Test
  void onlyPlainPoolsOfTheJdkSuit() {
    var plain = (ThreadPoolExecutor) Executors.newFixedThreadPool(1);
    var waiting = (ThreadPoolExecutor) Executors.newFixedThreadPool(1);
    waiting.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
    var ranking = new ThreadPoolExecutor(1, 1, 1, TimeUnit.DAYS, new PriorityBlockingQueue<>());
    var own = new ThreadPoolExecutor(1, 1, 1, TimeUnit.DAYS, new LinkedBlockingQueue<>()) {};

    assertThat(List.<Executor>of(plain, Executors.newCachedThreadPool(), ForkJoinPool.commonPool()))
        .allMatch(StageThreads::maySuit);
    assertThat(List.<Executor>of(waiting, ranking, own, pool, Runnable::run))
        .noneMatch(StageThreads::maySuit);
  }

  private StageThreads stage(Function<Object, Object> operation) {
    return new StageThreads(operation, pool, host, time::get);
  }

  /** The pool's thread comes when the loop's own is at rest, so that there is no doubt. */
  private void runOne() throws InterruptedException {
    Runnable work = pool.next();
    awaitRest();
    own = Thread.currentThread().getName();
    work.run();
  }

  private static boolean isReached(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void awaitRest() {
    Thread ofLoop =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals(home))
            .findFirst()
            .orElseThrow();
    while (ofLoop.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  private Task<@Nullable Void> oneAfterTheOther(int calls, StageThreads stage) {
    return oneAfterTheOther(calls, stage, () -> {});
  }

  private Task<@Nullable Void> oneAfterTheOther(int calls, StageThreads stage, Runnable then) {
    return loop.spawn(() -> callOneAfterTheOther(calls, stage, then));
  }

  private CompletionStage<@Nullable Void> callOneAfterTheOther(
      int calls, StageThreads stage, Runnable then) {
    for (int i = 0; i < calls; i++) {
      await(stage.start(i));
      turns.add(Thread.currentThread().getName());
    }
    then.run();
    return CompletableFuture.completedFuture(null);
  }
}
