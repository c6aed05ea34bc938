package dev.fermata.async;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The run of a loop on somebody else's: it posts itself to an executor whenever there is work, one
 * turn at a time, so that the host's own work is heard in between. At most one turn is posted or
 * running; so turns never overlap, and each sees what the one before it did.
 */
final class HostedRun implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

  private final EventLoop loop;
  private final Executor host;
  private final Alarms alarms;

  /** From a post until its turn is over; who sets it posts. */
  private final AtomicBoolean posted = new AtomicBoolean();

  /** The thread that is just handing over to the host: the turn must not run inside of that. */
  private final AtomicReference<@Nullable Thread> poster = new AtomicReference<>();

  /**
   * Whether an alarm went off, or the loop was closed, since the last turn began. What comes before
   * that turn is over does not post, like everybody else; the turn looks here afterwards, as it
   * does for mail.
   */
  private volatile boolean called;

  /** Why there is no turn any more; set once, by whoever finds out. */
  private final AtomicReference<@Nullable RejectedExecutionException> refusal =
      new AtomicReference<>();

  // Confined to turns.
  private @Nullable Future<?> alarm;
  private @Nullable Task<@Nullable Void> grace;
  private boolean over;

  /** Who calls when the time of a timer has come. */
  interface Alarms {
    /** Has {@code alarm}, which only posts a turn, run in {@code nanos} by any thread. */
    Future<?> schedule(Runnable alarm, long nanos);
  }

  /** One for all hosted loops of the JVM. */
  private static final class Daemon {
    static final ScheduledThreadPoolExecutor ALARMS =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              var thread = new Thread(work, "fermata-timer");
              thread.setDaemon(true);
              return thread;
            });

    static {
      ALARMS.setRemoveOnCancelPolicy(true);
    }
  }

  HostedRun(EventLoop loop, Executor host) {
    this(loop, host, (alarm, nanos) -> Daemon.ALARMS.schedule(alarm, nanos, TimeUnit.NANOSECONDS));
  }

  HostedRun(EventLoop loop, Executor host, Alarms alarms) {
    this.loop = loop;
    this.host = host;
    this.alarms = alarms;
  }

  /** Has a turn run, if none is posted or running; false when the host runs none any more. */
  boolean post() {
    if (!posted.compareAndSet(false, true)) {
      return !hasDroppedTurn(); // the turn looks for more work when it is over
    }
    poster.set(Thread.currentThread());
    try {
      host.execute(this);
      return true;
    } catch (Throwable refused) {
      giveUp("its executor has refused a turn: " + refused, refused);
      return false;
    } finally {
      poster.compareAndSet(Thread.currentThread(), null);
    }
  }

  /** As {@link #post}, and what came before this is looked at even if a turn is near its end. */
  void call() {
    called = true;
    post();
  }

  /** Why the host runs no turn any more; null as long as it does. */
  @Nullable RejectedExecutionException refusal() {
    return refusal.get();
  }

  /**
   * An executor that has terminated, as after {@code shutdownNow}, will not run the turn that it
   * has accepted. One that takes it off its list without a word cannot be found out.
   */
  private boolean hasDroppedTurn() {
    boolean dropped =
        host instanceof ExecutorService service && service.isTerminated() && posted.get();
    if (dropped) {
      giveUp("its executor has terminated, and dropped the turn that it had accepted", null);
    }
    return dropped;
  }

  /** No turn is run from now on: the one that is posted is over for good. */
  private void giveUp(String reason, @Nullable Throwable cause) {
    var why = new RejectedExecutionException(loop + " does not run any more, as " + reason, cause);
    if (refusal.compareAndSet(null, why) && loop.end().abandon(why)) {
      LOG.error("what waits on it will never end: {}", loop.dump(), why);
    }
  }

  @Override
  public void run() {
    if (poster.get() == Thread.currentThread()) {
      throw new IllegalStateException(
          "the executor of "
              + loop
              + " runs actions inside of execute(..): it has to queue them, as the tasks of a loop"
              + " never run inside one another");
    }
    boolean more;
    called = false; // before the turn looks at the timers, and whether it is the last
    loop.thread().beginTurn();
    try {
      loop.queue().turn();
      more = goOn();
    } finally {
      loop.thread().endTurn();
    }
    if (over) {
      return; // with posted set: this was the last turn
    }
    posted.set(false);
    if (more || called || loop.queue().hasMail()) {
      post();
    }
  }

  /** Whether there is more to do at once. */
  private boolean goOn() {
    if (loop.end().requested().isDone() && grace == null) {
      grace = LoopRun.beginToEnd(loop);
    }
    if (grace != null && (grace.isDone() || loop.liveCalls().isEmpty())) {
      LoopRun.reportTheRest(loop);
      loop.end().lastTurn();
      loop.end().leave();
      over = true;
      return false;
    }
    setAlarm();
    return loop.queue().hasReady();
  }

  private void setAlarm() {
    if (alarm != null) {
      alarm.cancel(false);
      alarm = null;
    }
    if (!loop.queue().hasReady() && !loop.queue().timers().isEmpty()) {
      long nanos = loop.queue().nanosUntilTimer();
      alarm = alarms.schedule(this::call, nanos);
    }
  }
}
