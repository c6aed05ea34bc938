package dev.fermata.conformance;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Rule 5: awaiting a finished stage never suspends, and allocates nothing when it succeeded.
 *
 * <p>Bytes are exact, not timed: the JVM counts what a thread allocates.
 */
class Rule05AwaitingWhatIsFinishedIsFreeTest {

  private static final int AWAITS = 100_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final CompletableFuture<String> finished = completedFuture("x");
  private final CompletableFuture<Long> result = completedFuture(0L);
  private long allocated;

  private CompletableFuture<Long> awaitMany() {
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < AWAITS; i++) {
      await(finished);
    }
    allocated = threads.getCurrentThreadAllocatedBytes() - before;
    return result;
  }

  @Test
  void aHundredThousandAwaitsAllocateNothing() {
    awaitMany(); // links the call sites
    assertThat(awaitMany()).isSameAs(result);
    // Reading the counter may cost a few bytes itself; one byte per await would be 100,000.
    assertThat(allocated).isLessThan(1_000);
  }
}
