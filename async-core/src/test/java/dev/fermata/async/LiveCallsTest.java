package dev.fermata.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LiveCallsTest {

  private final LiveCalls calls = new LiveCalls();

  private static SuspendedCall<?> call() {
    return new Frames.R0W0<Object>(continuation -> null);
  }

  private SuspendedCall<?> added() {
    SuspendedCall<?> call = call();
    calls.add(call);
    return call;
  }

  @Test
  void theNewestComesFirst() {
    SuspendedCall<?> old = added();
    SuspendedCall<?> middle = added();
    SuspendedCall<?> recent = added();
    assertThat(calls.snapshot()).containsExactly(recent, middle, old);
    calls.remove(middle);
    calls.remove(middle);
    calls.remove(call());
    assertThat(calls.snapshot()).containsExactly(recent, old);
    calls.remove(recent);
    calls.remove(old);
    assertThat(calls.snapshot()).isEmpty();
    assertThat(calls.isEmpty()).isTrue();
  }

  @Test
  void anotherThreadSeesEveryCallThatStaysWhileOthersComeAndGo() throws InterruptedException {
    List<SuspendedCall<?>> staying = new ArrayList<>();
    var random = new Random(17);
    var coming = new ArrayDeque<SuspendedCall<?>>();
    for (int i = 0; i < 50; i++) {
      staying.add(0, added());
      coming.add(added());
    }
    var looked = new CountDownLatch(1_000);
    var missed = new CompletableFuture<List<SuspendedCall<?>>>();
    var observer =
        new Thread(
            () -> {
              while (looked.getCount() > 0) {
                List<SuspendedCall<?>> seen = new ArrayList<>(calls.snapshot());
                seen.retainAll(staying);
                if (!seen.equals(staying)) {
                  missed.complete(seen);
                }
                looked.countDown();
              }
            });
    observer.start();
    while (looked.getCount() > 0) { // this thread is the loop's
      calls.remove(coming.remove());
      coming.add(added());
      if (random.nextBoolean()) {
        SuspendedCall<?> brief = added();
        calls.remove(brief);
      }
    }
    observer.join();
    assertThat(missed).isNotDone();
  }
}
