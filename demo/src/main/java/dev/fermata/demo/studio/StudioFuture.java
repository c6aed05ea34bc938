package dev.fermata.demo.studio;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A future which shows that who calls {@link #get} blocks. */
final class StudioFuture<T> extends FutureTask<T> {
  private final Studio studio;

  StudioFuture(Studio studio, Callable<T> work) {
    super(work);
    this.studio = studio;
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    var stretch = studio.beginBlocking("get()", this::isDone);
    try {
      return super.get();
    } finally {
      stretch.close();
    }
  }
}
