package dev.fermata.async;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A call without a loop sets what is carried and a variable, and waits, while another thread
 * completes what it waits for and runs it on: there it finds both.
 */
@JCStressTest
@Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "both came along")
@Outcome(expect = Expect.FORBIDDEN, desc = "what the other thread had, or what was before")
@State
public class ContextAgainstResume {

  private static final ThreadLocal<Integer> OF_THREAD = ThreadLocal.withInitial(() -> 0);
  private static final AsyncLocal<Integer> OF_TASK = new AsyncLocal<>(0);

  static {
    CarriedState.carry(
        new CarriedState<Integer>() {
          @Override
          public Integer capture() {
            return OF_THREAD.get();
          }

          @Override
          public void restore(Integer state) {
            OF_THREAD.set(state);
          }
        });
  }

  private final CompletableFuture<Void> first = new CompletableFuture<>();
  private final CompletableFuture<Void> second = new CompletableFuture<>();
  private final CompletableFuture<int[]> call = OF_TASK.where(1, this::call);

  private CompletableFuture<int[]> call() {
    await(first);
    OF_THREAD.set(2);
    OF_TASK.set(2);
    await(second);
    return completedFuture(new int[] {OF_THREAD.get(), OF_TASK.get()});
  }

  @Actor
  public void one() {
    first.complete(null);
  }

  @Actor
  public void other() {
    second.complete(null);
  }

  @Arbiter
  public void look(II_Result result) {
    int[] seen = call.getNow(new int[] {-1, -1});
    result.r1 = seen[0];
    result.r2 = seen[1];
  }
}
