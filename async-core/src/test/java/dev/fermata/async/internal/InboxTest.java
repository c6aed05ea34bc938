package dev.fermata.async.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What other threads hand to the loop: nothing is lost, doubled, or taken out of order. */
class InboxTest {

  private final Inbox<String> inbox = new Inbox<>();
  private final List<String> taken = new ArrayList<>();

  @Test
  void itGivesAllInTheOrderOfAddition() {
    assertThat(inbox.isEmpty()).isTrue();
    inbox.add("a");
    inbox.add("b");
    inbox.add("c");
    assertThat(inbox.isEmpty()).isFalse();
    inbox.drainTo(taken::add);
    assertThat(taken).containsExactly("a", "b", "c");
    assertThat(inbox.isEmpty()).isTrue();
  }

  @Test
  void whatIsAddedWhileItIsDrainedWaitsForTheNextTime() {
    inbox.add("a");
    inbox.drainTo(
        value -> {
          taken.add(value);
          inbox.add("later");
        });
    assertThat(taken).containsExactly("a");
    inbox.drainTo(taken::add);
    assertThat(taken).containsExactly("a", "later");
  }

  @Test
  void emptyItGivesNothing() {
    inbox.drainTo(taken::add);
    assertThat(taken).isEmpty();
  }

  @Test
  void closedItGivesWhatWasThereAndTakesNoMore() {
    assertThat(inbox.add("before")).isTrue();
    inbox.close(taken::add);
    assertThat(inbox.add("after")).isFalse();
    assertThat(inbox.isEmpty()).isTrue();
    inbox.drainTo(taken::add);
    inbox.close(taken::add);
    assertThat(taken).containsExactly("before");
  }

  private record Item(int thread, int number) {}

  @Test
  void fromManyThreadsEachOnesItemsArriveInOrder() throws InterruptedException {
    int threads = 4;
    int each = 20_000;
    var shared = new Inbox<Item>();
    var running = new CountDownLatch(threads);
    for (int t = 0; t < threads; t++) {
      int thread = t;
      new Thread(
              () -> {
                for (int i = 0; i < each; i++) {
                  shared.add(new Item(thread, i));
                }
                running.countDown();
              })
          .start();
    }
    Map<Integer, List<Integer>> received = new HashMap<>();
    boolean last;
    do {
      last = running.getCount() == 0;
      shared.drainTo(
          item -> received.computeIfAbsent(item.thread, key -> new ArrayList<>()).add(item.number));
    } while (!last);
    assertThat(received).hasSize(threads);
    assertThat(received.values()).allSatisfy(of -> assertThat(of).hasSize(each).isSorted());
  }

  @Test
  void everyItemIsEitherTakenOrRefusedWhenItIsClosedMeanwhile() throws InterruptedException {
    for (int round = 0; round < 20; round++) {
      var shared = new Inbox<Integer>();
      var accepted = new AtomicInteger();
      var begun = new CountDownLatch(2);
      var threads = new ArrayList<Thread>();
      for (int t = 0; t < 2; t++) {
        var thread =
            new Thread(
                () -> {
                  begun.countDown();
                  while (shared.add(1)) {
                    accepted.incrementAndGet();
                  }
                });
        thread.start();
        threads.add(thread);
      }
      begun.await();
      var received = new AtomicInteger();
      shared.drainTo(received::addAndGet);
      shared.close(received::addAndGet);
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(received).hasValue(accepted.get());
    }
  }
}
