package dev.fermata.demo.studio;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.sleep;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.async.LoopClock;
import dev.fermata.demo.trace.Row;
import dev.fermata.demo.trace.State;
import dev.fermata.demo.trace.Trace;
import dev.fermata.demo.trace.TraceRecorder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a lesson works with. Photos are fetched over a slow network, decoded, and stored; each step
 * exists as a function that holds its thread, and as one that returns a future. Whoever does
 * something leaves a mark on the timeline, without being asked to.
 *
 * <p>Any thread may use it, where its {@link StudioTime} allows.
 */
public final class Studio implements AutoCloseable {

  /** The photos that there are. */
  public static final List<String> PHOTOS = PhotoTimes.six();

  /** A photo that is not there: to fetch it fails. */
  public static final String MISSING = "yak";

  /** A photo that can be fetched, but not decoded. */
  public static final String DAMAGED = "gnu";

  private static final Duration GRACE = Duration.ofSeconds(10);

  private final StudioTime time;
  private final Consumer<String> output;
  private final TraceRecorder recorder;
  private final PhotoCount inMemory = new PhotoCount();

  // Confined to the lesson's thread.
  private final List<LibraryWarnings> open = new ArrayList<>();
  private final List<ExecutorService> pools = new ArrayList<>();

  /** Opens a studio; lines that lessons say go to {@code output}. */
  public Studio(StudioTime time, Consumer<String> output) {
    this.time = time;
    this.output = output;
    this.recorder = new TraceRecorder(time::nanoTime);
    recorder.appear(Row.thread(Thread.currentThread().getName()));
  }

  // ---- Steps that hold their thread ----

  /** Reads a photo from the network; the thread has nothing to do meanwhile. */
  public Bytes fetch(String photo) {
    hold(State.BLOCKED, "fetch " + photo, photo, PhotoTimes.fetch(photo));
    return fetched(photo);
  }

  /** Computes. */
  public Picture decode(Bytes bytes) {
    hold(State.WORKING, "decode " + bytes.photo(), bytes.photo(), PhotoTimes.DECODE);
    return decoded(bytes.photo());
  }

  /** Writes a picture; the thread has nothing to do meanwhile. */
  public void store(Picture picture) {
    hold(State.BLOCKED, "store " + picture.photo(), picture.photo(), PhotoTimes.STORE);
    inMemory.stored();
  }

  /** Computes for {@code duration}. */
  public void compute(String what, Duration duration) {
    hold(State.WORKING, what, what, duration);
  }

  /** Computes for {@code duration}; the task that is shown is {@code result}'s. */
  public Picture computed(Duration duration, Picture result) {
    hold(State.WORKING, "decode " + result.photo(), result.photo(), duration);
    return result;
  }

  /** Reads something slow; the thread has nothing to do meanwhile. */
  public String read(String what, Duration duration) {
    hold(State.BLOCKED, "read " + what, what, duration);
    return what;
  }

  // ---- Steps that return futures; to be called on an event loop ----

  /** As {@link #fetch}, without holding a thread. */
  public CompletableFuture<Bytes> fetching(String photo) {
    await(waiting(photo, "fetch " + photo, PhotoTimes.fetch(photo)));
    return completedFuture(fetched(photo));
  }

  /** As {@link #store}, without holding a thread. */
  public CompletableFuture<Void> storing(Picture picture) {
    await(waiting(picture.photo(), "store " + picture.photo(), PhotoTimes.STORE));
    inMemory.stored();
    return completedFuture(null);
  }

  /** The task {@code row} waits for {@code duration}; what it waits for is {@code label}. */
  public CompletableFuture<Void> waiting(String row, String label, Duration duration) {
    recorder.appear(Row.thread(Thread.currentThread().getName())); // the loop's
    var stretch = recorder.begin(List.of(Row.task(row)), State.WAITING, label);
    try {
      await(sleep(duration));
    } finally {
      stretch.close();
    }
    return completedFuture(null);
  }

  /** {@code result}, after {@code duration}; the task that waits is {@code row}. */
  public <T> CompletableFuture<T> delayed(String row, Duration duration, T result) {
    await(waiting(row, row + " " + result, duration));
    return completedFuture(result);
  }

  /**
   * Begins something that somebody outside will end; the task {@code row} is shown as waiting until
   * then.
   */
  public <T> CompletableFuture<T> watched(
      String row, String label, Supplier<CompletableFuture<T>> begin) {
    var stretch = recorder.begin(List.of(Row.task(row)), State.WAITING, label);
    time.outsideBegins(row);
    try {
      return completedFuture(await(begin.get()));
    } finally {
      time.outsideEnds(row);
      stretch.close();
    }
  }

  /** Opens a web site on this machine; what waits for one of its pages is watched as its path. */
  public WebSite webSite() throws IOException {
    return WebSite.open(time::outsideEnds);
  }

  // ---- Threads and time ----

  /** Some threads, which end with the studio. */
  public ExecutorService threads(String name, int count) {
    var pool = new StudioThreads(this, time, name, count);
    pools.add(pool);
    return pool;
  }

  /** A queue; who takes from it when it is empty is seen to block. */
  public <T> BlockingQueue<T> queue() {
    return new VisibleQueue<>(this, time);
  }

  /** {@code items}; who takes the next one when it is not there yet is seen to block. */
  public <T> Iterable<T> taking(Iterable<T> items) {
    return () -> new VisibleIterator<>(this, items.iterator());
  }

  /** What an event loop of a lesson runs on. */
  public LoopClock clock() {
    return time.loopClock();
  }

  /** Waits for {@code future}, holding the thread. */
  public <T> T join(CompletableFuture<T> future) throws InterruptedException {
    var stretch = beginBlocking("join()", future::isDone);
    try {
      return future.join();
    } finally {
      stretch.close();
    }
  }

  /** Tells the reader something. */
  public void say(String line) {
    output.accept(line);
  }

  /** Has the warnings of the library said too, until the studio closes. */
  public void sayWarnings() {
    open.add(new LibraryWarnings(this::say));
  }

  /** What {@code failure}, or whatever it is wrapped around, says. */
  public static String reason(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? String.valueOf(failure.getMessage()) : reason(cause);
  }

  /** How many photos are fetched and not stored yet. */
  public int photosInMemory() {
    return inMemory.now();
  }

  /**
   * To be called before a call that blocks until {@code ready}.
   *
   * @return to be closed when the call has returned; until then the thread is shown as blocked
   */
  TraceRecorder.Stretch beginBlocking(String label, BooleanSupplier ready)
      throws InterruptedException {
    var stretch =
        recorder.begin(ready.getAsBoolean() ? List.of() : rows(label), State.BLOCKED, label);
    time.beforeBlocking(ready);
    return stretch;
  }

  Thread newThread(Runnable body, String name) {
    recorder.appear(Row.thread(name));
    return time.newThread(body, name);
  }

  /** Shows the calling thread as blocked until the result is closed. */
  TraceRecorder.Stretch beginBlocking(String label) {
    return recorder.begin(rows(label), State.BLOCKED, label);
  }

  private Bytes fetched(String photo) {
    if (photo.equals(MISSING)) {
      throw new PhotoException("there is no photo of a " + photo);
    }
    inMemory.fetched();
    return new Bytes(photo);
  }

  private Picture decoded(String photo) {
    if (photo.equals(DAMAGED)) {
      inMemory.stored();
      throw new PhotoException("the photo of a " + photo + " is damaged");
    }
    return new Picture(photo);
  }

  private void hold(State state, String label, String task, Duration duration) {
    var stretch = recorder.begin(rows(task), state, label);
    try {
      time.pass(duration);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted: " + label);
    } finally {
      stretch.close();
    }
  }

  /** The calling thread, and the task if tasks are shown. */
  private List<Row> rows(String task) {
    var thread = Row.thread(Thread.currentThread().getName());
    return recorder.knows(Row.task(task)) ? List.of(thread, Row.task(task)) : List.of(thread);
  }

  Trace trace() {
    return recorder.trace();
  }

  int mostPhotosInMemory() {
    return inMemory.most();
  }

  /** Ends the threads: interrupts what they do, and waits until they have ended. */
  @Override
  public void close() {
    open.forEach(LibraryWarnings::close);
    pools.forEach(ExecutorService::shutdownNow);
    try {
      for (ExecutorService pool : pools) {
        time.beforeBlocking(pool::isTerminated);
        if (!pool.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS)) {
          throw new IllegalStateException(
              "threads of a lesson do not end when interrupted: " + pool);
        }
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt(); // they have been told
    }
  }
}
