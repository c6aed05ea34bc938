package dev.fermata.async;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
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
  private final ScheduledExecutorService alarms;

  /** From a post until its turn is over; who sets it posts. */
  private final AtomicBoolean posted = new AtomicBoolean();

  /** The thread that is just handing over to the host: the turn must not run inside of that. */
  private final AtomicReference<@Nullable Thread> poster = new AtomicReference<>();

  /**
   * Whether an alarm went off since the last turn began. One that goes off before that turn is over
   * does not post, like everybody else; the turn looks here afterwards, as it does for mail.
   */
  private volatile boolean alarmed;

  // Confined to turns.
  private @Nullable Future<?> alarm;
  private @Nullable Task<@Nullable Void> grace;

  /** One daemon for all hosted loops of the JVM; it only posts turns. */
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
    this(loop, host, Daemon.ALARMS);
  }

  /** As the other; {@code alarms} only posts turns. */
  HostedRun(EventLoop loop, Executor host, ScheduledExecutorService alarms) {
    this.loop = loop;
    this.host = host;
    this.alarms = alarms;
  }

  /**
   * Has a turn run, if none is posted or running.
   *
   * @throws RejectedExecutionException when the host refuses
   */
  void post() {
    if (!posted.compareAndSet(false, true)) {
      return; // the turn looks for more work when it is over
    }
    poster.set(Thread.currentThread());
    try {
      host.execute(this);
    } catch (Throwable refusal) {
      posted.set(false);
      throw new RejectedExecutionException(
          loop + " does not run any more, as its executor has refused a turn: " + refusal, refusal);
    } finally {
      poster.compareAndSet(Thread.currentThread(), null);
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
    alarmed = false; // before the turn looks at the timers
    loop.thread().beginTurn();
    try {
      loop.turn();
      more = goOn();
    } finally {
      loop.thread().endTurn();
    }
    posted.set(false);
    if (more || alarmed || loop.queue().hasMail()) {
      repost();
    }
  }

  private void ring() {
    alarmed = true;
    repost();
  }

  /** When nobody is there to be told that the host refuses. */
  private void repost() {
    try {
      post();
    } catch (RejectedExecutionException refusal) {
      LOG.error("what waits on {} will never end", loop, refusal);
    }
  }

  /** Whether there is more to do at once. */
  private boolean goOn() {
    if (loop.isClosing() && grace == null) {
      grace = LoopRun.beginToEnd(loop);
    }
    if (grace != null && (grace.isDone() || loop.liveCalls().isEmpty())) {
      LoopRun.reportTheRest(loop);
      loop.end();
      loop.leave();
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
    if (!loop.queue().hasReady() && !loop.timers().isEmpty()) {
      long nanos = loop.queue().nanosUntilTimer();
      alarm = alarms.schedule(this::ring, nanos, TimeUnit.NANOSECONDS);
    }
  }
}
