package dev.fermata.conformance;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.gather;
import static dev.fermata.async.Async.spawn;
import static dev.fermata.async.Async.timeout;
import static dev.fermata.async.Async.yieldNow;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.fermata.async.EventLoop;
import dev.fermata.async.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A failure that crosses awaits tells which, and nothing of the loop. */
class Rule07AsynchronousStackTracesTest {

  private static final String HERE = Rule07AsynchronousStackTracesTest.class.getName();

  private final CompletableFuture<String> stock = new CompletableFuture<>();

  private CompletableFuture<String> shop() {
    return completedFuture(await(buy()));
  }

  private CompletableFuture<String> buy() {
    String found = await(look());
    return completedFuture(found);
  }

  private CompletableFuture<String> look() {
    await(yieldNow());
    return completedFuture(check());
  }

  private String check() {
    throw new IllegalStateException("empty");
  }

  /** The frames of {@code failure} from this class, without the test's own. */
  private static List<String> frames(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .map(StackTraceElement::toString)
        .map(frame -> frame.replaceFirst("^app//", ""))
        .takeWhile(frame -> !frame.contains("EventLoop.run("))
        .map(frame -> frame.replace(HERE, "Shop"))
        .map(frame -> frame.replaceFirst("\\(.*:", ":").replace(")", ""))
        .toList();
  }

  private static <T> Throwable failureOf(Supplier<CompletableFuture<T>> body) {
    return catchThrowable(() -> EventLoop.run(body));
  }

  @Test
  void theAwaitsAreThereAndTheLoopIsNot() {
    assertThat(frames(failureOf(this::shop)))
        .containsExactly(
            "Shop.check:44", "Shop.look:40", "await//Shop.buy:34", "await//Shop.shop:30");
  }

  @Test
  void whoRunsTheLoopIsAtTheBottom() {
    assertThat(failureOf(this::shop).getStackTrace())
        .anySatisfy(frame -> assertThat(frame.getMethodName()).isEqualTo("run"))
        .anySatisfy(
            frame -> assertThat(frame.getMethodName()).isEqualTo("whoRunsTheLoopIsAtTheBottom"));
  }

  private CompletableFuture<String> many() {
    return completedFuture(String.join("", await(gather(shop(), await(late())))));
  }

  private CompletableFuture<CompletableFuture<String>> late() {
    await(yieldNow());
    return completedFuture(shop());
  }

  @Test
  void theTraceGoesOnBeyondCombinators() {
    assertThat(frames(failureOf(this::many)))
        .containsExactly(
            "Shop.check:44",
            "Shop.look:40",
            "await//Shop.buy:34",
            "await//Shop.shop:30",
            "await//Shop.many:78");
  }

  private CompletableFuture<String> inTime() {
    return completedFuture(await(timeout(stock, Duration.ofNanos(1))));
  }

  @Test
  void whatTheRuntimeItselfThrowsTellsTheAwait() {
    assertThat(frames(failureOf(this::inTime))).containsExactly("await//Shop.inTime:98");
  }

  private CompletableFuture<String> wrapping() {
    try {
      return completedFuture(await(look()));
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException("wrapped", e);
    }
  }

  private CompletableFuture<String> aroundWrapping() {
    return completedFuture(await(wrapping()));
  }

  @Test
  void aFailureThrownInsteadHasATraceOfItsOwn() {
    Throwable failure = failureOf(this::aroundWrapping);
    assertThat(frames(failure))
        .containsExactly("Shop.wrapping:110", "await//Shop.aroundWrapping:115");
    assertThat(frames(failure.getCause()))
        .containsExactly(
            "Shop.check:44",
            "Shop.look:40",
            "await//Shop.wrapping:108",
            "await//Shop.aroundWrapping:115");
  }

  private CompletableFuture<String> sharing(Task<String> shared) {
    return completedFuture(await(shared));
  }

  private CompletableFuture<String> sharedByTwo() {
    Task<String> shared = spawn(this::buy);
    Task<String> first = spawn(() -> sharing(shared));
    Task<String> second = spawn(() -> sharing(shared));
    try {
      await(first);
    } catch (IllegalStateException e) {
      await(second);
    }
    return completedFuture("");
  }

  @Test
  void severalWaitersDoubleNothing() {
    assertThat(frames(failureOf(this::sharedByTwo)))
        .containsExactly(
            "Shop.check:44",
            "Shop.look:40",
            "await//Shop.buy:34",
            "await//Shop.sharing:132",
            "await//Shop.sharedByTwo:140");
  }

  private CompletableFuture<String> lookAtWhatHasFailed() {
    return completedFuture(await(stock));
  }

  private CompletableFuture<String> aroundFinished() {
    await(yieldNow());
    return completedFuture(await(lookAtWhatHasFailed()));
  }

  @Test
  void anAwaitOfWhatHasFailedBeforeIsThereToo() {
    var failure = new IOException("disk");
    failure.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("Disk", "read", "Disk.java", 1)});
    stock.completeExceptionally(failure);
    assertThat(failureOf(this::aroundFinished)).isSameAs(failure);
    assertThat(frames(failure))
        .containsExactly(
            "Disk.read:1", "await//Shop.lookAtWhatHasFailed:159", "await//Shop.aroundFinished:164");
  }

  private CompletableFuture<Integer> deep(int depth) {
    return completedFuture(depth == 0 ? await(stock).length() : await(deep(depth - 1)) + 1);
  }

  private CompletableFuture<Integer> failDeep() {
    CompletableFuture<Integer> chain = null;
    for (int i = 0; i < 100_000; i++) {
      chain = chain == null ? deep(0) : link(chain);
    }
    stock.completeExceptionally(new IOException("disk"));
    return chain;
  }

  private CompletableFuture<Integer> link(CompletableFuture<Integer> before) {
    return completedFuture(await(before) + 1);
  }

  @Test
  void aTraceIsBoundedHoweverLongTheChain() {
    Throwable failure = failureOf(this::failDeep);
    assertThat(
            Arrays.stream(failure.getStackTrace())
                .filter(f -> "await".equals(f.getClassLoaderName())))
        .hasSize(256);
  }

  private static final class Stackless extends RuntimeException {
    private static final long serialVersionUID = 1;

    Stackless() {
      super("stackless", null, false, false);
    }
  }

  @Test
  void aFailureWithoutATraceStaysWithoutOne() {
    CompletableFuture<String> result = shopAt(stock);
    stock.completeExceptionally(new Stackless());
    assertThat(catchThrowable(result::join).getCause().getStackTrace()).isEmpty();
  }

  private CompletableFuture<String> shopAt(CompletableFuture<String> stage) {
    return completedFuture(await(stage));
  }

  @Test
  void aCancellationIsLeftAsItIs() {
    CompletableFuture<String> result = shopAt(stock);
    stock.cancel(false);
    assertThat(catchThrowable(result::join).getStackTrace())
        .noneMatch(frame -> "await".equals(frame.getClassLoaderName()));
  }

  @Test
  void whatNobodyAwaitsButTheLoopHasItsMethodsAndNotTheLoops() {
    Throwable failure = failureOf(this::look);
    assertThat(frames(failure)).containsExactly("Shop.check:44", "Shop.look:40");
    assertThat(failure.getStackTrace()[0].toString()).doesNotStartWith("app//");
    assertThat(failure.getStackTrace()[1].toString()).doesNotStartWith("app//");
  }
}
