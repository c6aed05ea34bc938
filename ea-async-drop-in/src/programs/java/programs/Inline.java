package programs;

import static com.ea.async.Async.await;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/** Where a suspended method runs on, and in which order. */
public class Inline {
  static final Deque<CompletableFuture<String>> blocked = new ArrayDeque<>();

  static CompletableFuture<String> block() {
    CompletableFuture<String> future = new CompletableFuture<>();
    blocked.add(future);
    return future;
  }

  static void drain() {
    while (!blocked.isEmpty()) {
      blocked.poll().complete("drained");
    }
  }

  static CompletableFuture<Integer> steps(int count) {
    int length = 0;
    for (int i = 0; i < count; i++) {
      length += await(block()).length();
    }
    return CompletableFuture.completedFuture(length);
  }

  static CompletableFuture<Integer> tree(int depth) {
    if (depth == 0) {
      return steps(2);
    }
    CompletableFuture<Integer> left = tree(depth - 1);
    CompletableFuture<Integer> right = tree(depth - 1);
    return CompletableFuture.completedFuture(await(left) + await(right));
  }

  static CompletableFuture<String> waiter(String name, CompletableFuture<String> stage) {
    System.out.println(name + " got " + await(stage) + " on " + Thread.currentThread().getName());
    return CompletableFuture.completedFuture(name);
  }

  static CompletableFuture<String> relay(CompletableFuture<String> stage) {
    return CompletableFuture.completedFuture("relayed " + await(stage));
  }

  static CompletableFuture<Integer> deep(int depth, CompletableFuture<Integer> stage) {
    int below = depth == 0 ? await(stage) : await(deep(depth - 1, stage));
    return CompletableFuture.completedFuture(below + 1);
  }

  public static void main(String[] args) throws Exception {
    CompletableFuture<Integer> steps = steps(1000);
    drain();
    System.out.println("steps " + steps.isDone() + " " + steps.join());
    CompletableFuture<Integer> tree = tree(5);
    drain();
    System.out.println("tree " + tree.isDone() + " " + tree.join());

    CompletableFuture<String> shared = new CompletableFuture<>();
    CompletableFuture<String> relayed = relay(shared);
    for (String name : new String[] {"a", "b", "c"}) {
      waiter(name, shared);
      waiter(name + "'", relayed);
    }
    Thread completer = new Thread(() -> {
      shared.complete("it");
      System.out.println("completed, relayed " + relayed.isDone());
    }, "completer");
    completer.start();
    completer.join();

    CompletableFuture<Integer> bottom = new CompletableFuture<>();
    CompletableFuture<Integer> deep = deep(500, bottom);
    bottom.complete(1);
    System.out.println("deep " + deep.isDone() + " " + deep.join());
  }
}
