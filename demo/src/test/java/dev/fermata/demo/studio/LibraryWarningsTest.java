package dev.fermata.demo.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.EventLoop;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(60)
class LibraryWarningsTest {

  @Test
  void whoHoldsTheLoopIsTold() {
    var heard = new CountDownLatch(1);
    List<String> lines = new CopyOnWriteArrayList<>();
    try (var warnings =
        new LibraryWarnings(
            line -> {
              lines.add(line);
              heard.countDown();
            })) {
      assertThat(warnings.isStarted()).isTrue();
      EventLoop.run(() -> CompletableFuture.completedFuture(holdTheLoopUntil(heard)));
    }

    assertThat(lines).first().asString().startsWith("  warning: a callback has held event loop");
  }

  @Test
  void afterwardsTheyGoToTheLogAgain() {
    List<String> lines = new CopyOnWriteArrayList<>();
    var logger = LoggerFactory.getLogger("dev.fermata.async.Some");
    try (var warnings = new LibraryWarnings(lines::add)) {
      logger.info("not for lessons");
      logger.warn("first {}", warnings.isStarted());
    }
    logger.warn("second");

    assertThat(lines).containsExactly("  warning: first true");
  }

  private static boolean holdTheLoopUntil(CountDownLatch heard) {
    try {
      return heard.await(50, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts here", e);
    }
  }
}
