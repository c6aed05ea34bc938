package dev.fermata.demo.lessons;

import dev.fermata.demo.studio.Bytes;
import dev.fermata.demo.studio.Lesson;
import dev.fermata.demo.studio.LessonAlone;
import dev.fermata.demo.studio.Picture;
import dev.fermata.demo.studio.Studio;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * The event loop, by hand.
 *
 * <p>Turn the question round. Instead of a loop that knows all the steps, have a loop that knows
 * none: it takes whatever is <em>ready</em> from a queue and runs it, one after the other, for
 * ever. Nothing that runs on it may wait. What takes long is <em>started</em>, somewhere else,
 * together with a callback; when it is done, the callback is put into the queue of what is ready.
 *
 * <p>Each photo is now a little machine of its own. It goes one step whenever something that it
 * waited for has happened, and between its steps it is nowhere: an object, which holds no thread.
 * All machines run on one thread, so they share data without locks, and each can limit, cancel or
 * wait for any other.
 *
 * <p>This is how browsers, Node and Python's asyncio work inside. It solves lesson 7. What it
 * leaves unsolved is the shape of the program: {@code AlbumEntry} is lesson 2 cut into pieces at
 * each {@code get()}, and sewn together by hand.
 *
 * <p><b>In the timeline:</b> {@code main} runs the loop, and is blocked only when nothing at all is
 * ready.
 */
public final class L08EventLoopByHand implements Lesson {

  public static void main(String[] arguments) throws Exception {
    LessonAlone.run(new L08EventLoopByHand());
  }

  @Override
  public void teach(Studio studio) throws Exception {
    var loop = new TinyLoop(studio.queue(), studio.threads("worker", 3));
    for (String photo : Studio.PHOTOS) {
      loop.ready(() -> new AlbumEntry(studio, loop, photo).begin());
    }
    loop.run();
  }

  /** Runs what is ready, until nothing is left that could become so. */
  private static final class TinyLoop {
    private final BlockingQueue<Runnable> ready;
    private final ExecutorService workers;
    private int outstanding;

    TinyLoop(BlockingQueue<Runnable> ready, ExecutorService workers) {
      this.ready = ready;
      this.workers = workers;
    }

    void ready(Runnable callback) {
      outstanding++;
      ready.add(callback);
    }

    <T> void start(Callable<T> work, Consumer<T> callback) {
      outstanding++;
      workers.submit(
          () -> {
            T result = work.call();
            return ready.add(() -> callback.accept(result));
          });
    }

    void run() throws InterruptedException {
      while (outstanding > 0) {
        ready.take().run();
        outstanding--;
      }
    }
  }

  /** One photo on its way: lesson 2, cut to pieces. */
  private record AlbumEntry(Studio studio, TinyLoop loop, String photo) {

    void begin() {
      loop.start(() -> studio.fetch(photo), this::fetched);
    }

    private void fetched(Bytes bytes) {
      Picture picture = studio.decode(bytes);
      loop.start(() -> store(picture), this::stored);
    }

    private String store(Picture picture) {
      studio.store(picture);
      return picture.photo();
    }

    private void stored(String name) {
      studio.say(name + " is stored");
    }
  }
}
