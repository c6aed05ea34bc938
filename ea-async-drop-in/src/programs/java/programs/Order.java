package programs;

import static com.ea.async.Async.await;

import com.ea.async.Async;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** When which line runs, with values kept in locals and on the stack. */
public class Order {
  static {
    Async.init();
  }

  static String log(String text) {
    System.out.println(text);
    return text;
  }

  static CompletableFuture<String> sum(CompletableFuture<String> a, CompletableFuture<String> b) {
    log("begins");
    long count = 0;
    double weight = 0.5;
    String text = log("x") + await(a) + log("y") + await(b) + count++ + weight;
    log("ends");
    return CompletableFuture.completedFuture(text + count);
  }

  static CompletableFuture<Integer> loop(List<CompletableFuture<Integer>> parts) {
    int[] sums = new int[2];
    for (CompletableFuture<Integer> part : parts) {
      sums[1] += await(part);
      log("sum " + sums[1]);
      if (sums[1] > 100) {
        break;
      }
    }
    return CompletableFuture.completedFuture(sums[1]);
  }

  static CompletableFuture<String> nested(CompletableFuture<String> a) {
    String inner = await(sum(a, CompletableFuture.completedFuture("done")));
    return CompletableFuture.completedFuture("<" + inner + ">");
  }

  public static void main(String[] args) {
    CompletableFuture<String> a = new CompletableFuture<>();
    CompletableFuture<String> b = new CompletableFuture<>();
    CompletableFuture<String> sum = sum(a, b);
    log("returned " + sum.isDone());
    b.complete("B");
    log("b " + sum.isDone());
    a.complete("A");
    log("a " + sum.isDone() + " " + sum.join());

    List<CompletableFuture<Integer>> parts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      parts.add(new CompletableFuture<>());
    }
    CompletableFuture<Integer> loop = loop(parts);
    parts.get(1).complete(20);
    for (CompletableFuture<Integer> part : parts) {
      part.complete(50);
    }
    log("loop " + loop.isDone() + " " + loop.join());

    CompletableFuture<String> name = new CompletableFuture<>();
    CompletableFuture<String> nested = nested(name);
    name.complete("N");
    log("nested " + nested.isDone() + " " + nested.join());
    log("finished " + nested(CompletableFuture.completedFuture("f")).join());
  }
}
