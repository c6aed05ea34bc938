package dev.fermata.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BlockingCallTest {
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch never = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void stop() {
    thread.shutdownNow();
  }

  @Test
  void itsResultIsTheOperations() throws Exception {
    assertThat(running(item -> item + "!").get()).isEqualTo("a!");
  }

  @Test
  void itsFailureIsTheOperations() {
    var failure = new IllegalStateException();

    var call =
        running(
            item -> {
              throw failure;
            });

    assertThat(call).failsWithin(10, TimeUnit.SECONDS).withThrowableThat().withCause(failure);
  }

  @Test
  void cancelInterruptsTheOperationAndTheThreadGoesOnWithoutTheInterrupt() throws Exception {
    var call =
        running(
            item -> {
              entered.countDown();
              try {
                never.await();
                return item;
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    entered.await();

    assertThat(call.cancel(true)).isTrue();

    thread.submit(() -> {}).get();
    assertThat(call).isCancelled();
    assertThat(thread.submit(Thread::interrupted).get()).isFalse();
  }

  @Test
  void aCancelledOperationIsNotDoneBeforeItsThreadHasLeftIt() throws Exception {
    var interrupted = new CountDownLatch(1);
    var call =
        running(
            item -> {
              entered.countDown();
              while (release.getCount() > 0) {
                try {
                  release.await();
                } catch (InterruptedException e) {
                  interrupted.countDown();
                }
              }
              return item;
            });
    entered.await();

    call.cancel(true);
    interrupted.await();
    assertThat(call).isNotDone();

    release.countDown();
    assertThat(call.get()).as("the value of who ignores the cancel").isEqualTo("a");
  }

  @Test
  void anOperationCancelledBeforeItBeganNeverBegins() throws Exception {
    var call =
        new BlockingCall(
            item -> {
              throw new AssertionError("began");
            },
            "a");

    call.cancel(true);
    call.run();

    assertThat(call).isCancelled();
  }

  private BlockingCall running(Function<Object, Object> operation) {
    var call = new BlockingCall(operation, "a");
    thread.execute(call);
    return call;
  }
}
