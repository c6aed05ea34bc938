package dev.fermata.async;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Structured concurrency: tasks that belong together, and of which none outlives the group.
 *
 * <p>The group ends when its body and all of its tasks have ended. When one of them fails, the
 * others are cancelled, and the group fails with that failure; further failures are suppressed on
 * it. A task that ends cancelled is no failure. Cancelling the group cancels its body, and its
 * tasks with it.
 *
 * <pre>{@code
 * Task<Page> page = TaskGroup.run(group -> render(group, user));
 *
 * CompletableFuture<Page> render(TaskGroup group, User user) {
 *   Task<Image> image = group.spawn(() -> loadImage(user));
 *   Task<Text> text = group.spawn(() -> loadText(user));
 *   return completedFuture(new Page(await(image), await(text)));
 * }
 * }</pre>
 *
 * <p>A group lives on the loop on which it was made, and is to be used on its thread only.
 */
public final class TaskGroup {

  private final EventLoop loop;
  private final GroupTask<?> task;

  private TaskGroup(EventLoop loop, GroupTask<?> task) {
    this.loop = loop;
    this.task = task;
  }

  /**
   * Calls {@code body} at once, and ends when it and all that it spawned have ended.
   *
   * @return a task with the value of the body
   * @throws IllegalStateException when the calling thread runs no loop
   */
  public static <T extends @Nullable Object> Task<T> run(
      Function<TaskGroup, ? extends CompletionStage<T>> body) {
    EventLoop loop = EventLoop.current();
    var task = new GroupTask<T>(loop);
    var group = new TaskGroup(loop, task);
    task.begin(() -> body.apply(group));
    return task;
  }

  /**
   * Starts {@code body} as a task of this group, in a later turn.
   *
   * @throws IllegalStateException when the group has ended, or is being cancelled because of a
   *     failure, or when the calling thread is not that of its loop
   */
  public <T extends @Nullable Object> Task<T> spawn(Supplier<? extends CompletionStage<T>> body) {
    return begin(null, body);
  }

  /**
   * As {@link #spawn(Supplier)}.
   *
   * @param name what the task is called in logs and dumps
   */
  public <T extends @Nullable Object> Task<T> spawn(
      String name, Supplier<? extends CompletionStage<T>> body) {
    return begin(name, body);
  }

  private <T extends @Nullable Object> Task<T> begin(
      @Nullable String name, Supplier<? extends CompletionStage<T>> body) {
    if (!loop.isCurrent()) {
      throw new IllegalStateException(
          "a task group is used on the thread of its loop: call this from a task on " + loop);
    }
    var child = new ChildTask<T>(loop, name, body, task);
    task.adopt(child);
    child.begin();
    return child;
  }

  /** A task that tells its group that it has ended before anybody else hears of it. */
  private static final class ChildTask<T extends @Nullable Object> extends SpawnedTask<T> {
    private final GroupTask<?> group;

    ChildTask(
        EventLoop loop,
        @Nullable String name,
        Supplier<? extends CompletionStage<T>> body,
        GroupTask<?> group) {
      super(loop, name, body);
      this.group = group;
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
      if (!isDone()) {
        look(); // the group does
        group.childFails(failure); // before those hear of it that depend on this task
      }
      return super.completeExceptionally(failure);
    }

    @Override
    void bodyEnded() {
      group.childEnded(this);
    }
  }
}
