package dev.fermata.demo.studio;

import dev.fermata.async.LoopClock;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** How time passes in a studio: really, or in tests by jumps. */
public interface StudioTime {

  /** Nanoseconds since an arbitrary origin. */
  long nanoTime();

  /** Holds the calling thread for {@code duration}. */
  void pass(Duration duration) throws InterruptedException;

  /**
   * To be called before a call that blocks until {@code ready}. A time that lets one thread run
   * after the other lets the others go on here; the real one returns at once.
   */
  void beforeBlocking(BooleanSupplier ready) throws InterruptedException;

  /** A daemon thread that takes part in this time; to be started by the caller. */
  Thread newThread(Runnable body, String name);

  /** Something begins that ends without regard to this time, such as a request to a network. */
  void outsideBegins(String what);

  /** It has ended, or will never end; telling so twice does nothing more. Safe from any thread. */
  void outsideEnds(String what);

  /** For event loops on threads that take part. */
  LoopClock loopClock();
}
