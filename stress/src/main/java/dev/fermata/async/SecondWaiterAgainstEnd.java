package dev.fermata.async;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * A call on a loop waits for a task, which is taken off the task without an atomic operation. While
 * a thread ends the task, a second waiter comes: a call off loops, which must be woken exactly
 * once, and a gather, which counts what it is told. All are told, and once.
 */
@JCStressTest
@Outcome(id = "7, 1, 7, 2", expect = Expect.ACCEPTABLE, desc = "all told, once")
@Outcome(expect = Expect.FORBIDDEN, desc = "forgotten or told twice")
@State
public class SecondWaiterAgainstEnd {

  private final Queue<Runnable> host = new ConcurrentLinkedQueue<>();
  private final EventLoop loop = EventLoop.over("hosted", host::add);
  private final Task<Integer> called = new Task<>();
  private final Task<Integer> gathered = new Task<>();
  private int resumedOnLoop;
  private int resumedOther;
  private CompletableFuture<Integer> other;
  private Task<List<Integer>> gather;

  public SecondWaiterAgainstEnd() {
    loop.execute(() -> onLoop(called));
    loop.execute(() -> onLoop(gathered));
    runLoop();
  }

  private CompletableFuture<Void> onLoop(Task<Integer> task) {
    await(task);
    resumedOnLoop++;
    return completedFuture(null);
  }

  private CompletableFuture<Integer> offLoop() {
    int value = await(called);
    resumedOther++;
    return completedFuture(value);
  }

  private void runLoop() {
    for (Runnable turn = host.poll(); turn != null; turn = host.poll()) {
      turn.run();
    }
  }

  @Actor
  public void waiter() {
    other = offLoop();
    gather = Async.gather(List.of(gathered, completedFuture(8)));
  }

  @Actor
  public void completer() {
    called.complete(7);
    gathered.complete(7);
  }

  @Arbiter
  public void look(IIII_Result result) {
    runLoop();
    result.r1 = other.getNow(-1);
    result.r2 = resumedOther;
    result.r3 = gather.getNow(List.of(-1)).get(0);
    result.r4 = resumedOnLoop;
    loop.close();
    runLoop();
  }
}
