package dev.fermata.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class WaitingLineTest {

  private static final class Waiter extends WaitingLine.Waiting<String> {}

  private final WaitingLine<Waiter> line = new WaitingLine<>();

  @Test
  void whoWaitsLongestIsServedFirst() {
    List<Waiter> came = join(20);
    for (Waiter waiter : came) {
      assertThat(line.poll()).isSameAs(waiter);
    }
    assertThat(line.poll()).isNull();
  }

  @Test
  void whoHasLeftIsNotServed() {
    List<Waiter> came = join(3);
    assertThat(line.remove(came.get(1))).isTrue();
    assertThat(line.remove(came.get(1))).isFalse();
    assertThat(line.size()).isEqualTo(2);
    assertThat(line.poll()).isSameAs(came.get(0));
    assertThat(line.poll()).isSameAs(came.get(2));
    assertThat(line.remove(came.get(2))).isFalse();
  }

  @Test
  void whoNeverCameDoesNotLeave() {
    assertThat(line.remove(new Waiter())).isFalse();
    join(1);
    assertThat(line.remove(new Waiter())).isFalse();
    assertThat(line.size()).isEqualTo(1);
  }

  /** Somebody waits for ever, and a million others give up behind. */
  @Test
  void thoseWhoGaveUpTakeNoRoom() {
    Waiter patient = join(1).get(0);
    for (int i = 0; i < 1_000_000; i++) {
      line.remove(join(1).get(0));
    }
    assertThat(line.places()).isLessThan(20);
    assertThat(line.poll()).isSameAs(patient);
    assertThat(line.isEmpty()).isTrue();
  }

  @Test
  void aRushTakesNoRoomOnceItIsOver() {
    join(100_000);
    line.drainTo(waiter -> {});
    assertThat(line.places()).isZero();
    assertThat(line.poll()).isNull();
  }

  @TestFactory
  Stream<DynamicTest> comesAndGoesAsAQueueDoes() {
    return Stream.of(1L, 2L, 3L, System.nanoTime())
        .map(seed -> DynamicTest.dynamicTest("seed " + seed, () -> comparedWithAQueue(seed)));
  }

  private void comparedWithAQueue(long seed) {
    var random = new Random(seed);
    var compared = new WaitingLine<Waiter>();
    Deque<Waiter> expected = new ArrayDeque<>();
    List<Waiter> all = new ArrayList<>();
    for (int step = 0; step < 20_000; step++) {
      switch (random.nextInt(3)) {
        case 0 -> {
          var waiter = new Waiter();
          all.add(waiter);
          expected.add(waiter);
          compared.add(waiter);
        }
        case 1 -> assertThat(compared.poll()).isSameAs(expected.poll());
        default -> {
          if (!all.isEmpty()) {
            Waiter anyone = all.get(random.nextInt(all.size()));
            assertThat(compared.remove(anyone)).isEqualTo(expected.remove(anyone));
          }
        }
      }
      assertThat(compared.size()).isEqualTo(expected.size());
    }
  }

  private List<Waiter> join(int count) {
    List<Waiter> came = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      came.add(new Waiter());
    }
    came.forEach(line::add);
    return came;
  }
}
