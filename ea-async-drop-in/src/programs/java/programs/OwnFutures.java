package programs;

import static com.ea.async.Async.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Methods that return subclasses of CompletableFuture, or CompletionStage. */
public class OwnFutures {
  public static class Own<T> extends CompletableFuture<T> {
    public Own() {}

    static <T> Own<T> of(T value) {
      Own<T> own = new Own<>();
      own.complete(value);
      return own;
    }
  }

  public static class OwnChild<T> extends Own<T> {}

  Own<String> own(CompletableFuture<String> stage) {
    return Own.of("own " + await(stage));
  }

  static OwnChild<String> child(Own<String> stage) {
    OwnChild<String> child = new OwnChild<>();
    String text = await(stage);
    if (text == null) {
      return null;
    }
    child.complete("child of " + text);
    return child;
  }

  static CompletionStage<String> stage(CompletionStage<String> stage) {
    return CompletableFuture.completedFuture("stage " + await(stage));
  }

  public static void main(String[] args) {
    CompletableFuture<String> stage = new CompletableFuture<>();
    Own<String> own = new OwnFutures().own(stage);
    OwnChild<String> child = child(own);
    CompletionStage<String> plain = stage(child);
    System.out.println(own.getClass().getSimpleName() + " " + child.getClass().getSimpleName());
    stage.complete("x");
    System.out.println(own.join() + ", " + child.join() + ", " + plain.toCompletableFuture().join());
    System.out.println(new OwnFutures().own(stage).join());
    System.out.println("null before " + child(Own.of(null)));

    Own<String> late = new Own<>();
    OwnChild<String> ofNull = child(late);
    late.complete(null);
    System.out.println(ofNull.handle((v, t) -> t.getClass() + " of " + t.getCause().getClass()).join());

    Own<String> failing = new Own<>();
    OwnChild<String> failed = child(failing);
    failing.completeExceptionally(new IllegalStateException("broken"));
    System.out.println(failed.isCompletedExceptionally() + " "
        + failed.handle((v, t) -> t.toString()).join());
  }
}
