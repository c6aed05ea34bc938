package programs;

import static com.ea.async.Async.await;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Monitors: let go while suspended, held before and after. */
public class Monitors {
  final Object other = new Object();

  static CompletableFuture<String> done(String text) {
    return CompletableFuture.completedFuture(text);
  }

  String held() {
    return Thread.holdsLock(this) + "/" + Thread.holdsLock(other);
  }

  CompletableFuture<String> block(CompletableFuture<String> stage) {
    String text;
    synchronized (this) {
      System.out.println("in " + held());
      text = await(stage);
      System.out.println("in again " + held());
    }
    System.out.println("out " + held());
    return done(text);
  }

  CompletableFuture<String> nested(CompletableFuture<String> a, CompletableFuture<String> b) {
    synchronized (this) {
      String first = await(a);
      System.out.println("one " + held());
      synchronized (other) {
        System.out.println("both " + held());
        String second = await(b);
        System.out.println("both again " + held());
        if (second.isEmpty()) {
          return done("empty");
        }
        synchronized (this) {
          second += await(a);
        }
        System.out.println("both still " + held());
        return done(first + second);
      }
    }
  }

  CompletableFuture<String> failing(CompletableFuture<String> stage) {
    try {
      synchronized (this) {
        synchronized (other) {
          try {
            return done(await(stage));
          } finally {
            System.out.println("finally " + held());
          }
        }
      }
    } catch (CompletionException e) {
      System.out.println("caught " + held());
      return done(await(stage.handle((v, t) -> t.getMessage())));
    }
  }

  CompletableFuture<Integer> looping(List<CompletableFuture<Integer>> stages) {
    int sum = 0;
    for (CompletableFuture<Integer> stage : stages) {
      synchronized (stage) {
        sum += await(stage);
        System.out.println("loop " + Thread.holdsLock(stage));
      }
    }
    return CompletableFuture.completedFuture(sum);
  }

  synchronized CompletableFuture<String> method(CompletableFuture<String> stage) {
    System.out.println("method " + held());
    String text = await(stage);
    System.out.println("method again " + held());
    if (text.equals("throw")) {
      throw new IllegalStateException("thrown");
    }
    return done(text);
  }

  static synchronized CompletableFuture<String> staticMethod(CompletableFuture<String> stage) {
    System.out.println("static " + Thread.holdsLock(Monitors.class));
    String text = await(stage);
    System.out.println("static again " + Thread.holdsLock(Monitors.class));
    return done(text);
  }

  /** Whether another thread gets the monitor: it would hang if not. */
  static void visit(Object monitor, Runnable inside) throws InterruptedException {
    Thread visitor = new Thread(() -> {
      synchronized (monitor) {
        inside.run();
      }
    });
    visitor.start();
    visitor.join();
  }

  public static void main(String[] args) throws Exception {
    Monitors monitors = new Monitors();
    CompletableFuture<String> stage = new CompletableFuture<>();
    CompletableFuture<String> result = monitors.block(stage);
    System.out.println("suspended " + monitors.held());
    visit(monitors, () -> stage.complete("visited"));
    System.out.println(result.join() + " " + monitors.held());

    CompletableFuture<String> a = new CompletableFuture<>();
    CompletableFuture<String> b = new CompletableFuture<>();
    result = monitors.nested(a, b);
    a.complete("a");
    System.out.println("suspended " + monitors.held());
    visit(monitors.other, () -> b.complete("b"));
    System.out.println(result.join() + " " + monitors.held());
    System.out.println(monitors.nested(a, done("")).join() + " " + monitors.held());

    CompletableFuture<String> failing = new CompletableFuture<>();
    result = monitors.failing(failing);
    System.out.println("suspended " + monitors.held());
    failing.completeExceptionally(new IllegalArgumentException("bad"));
    System.out.println(result.join() + " " + monitors.held());

    CompletableFuture<Integer> first = new CompletableFuture<>();
    CompletableFuture<Integer> third = new CompletableFuture<>();
    CompletableFuture<Integer> sum =
        monitors.looping(Arrays.asList(first, CompletableFuture.completedFuture(20), third));
    third.complete(300);
    first.complete(1);
    System.out.println(sum.join());

    for (String text : new String[] {"value", "throw"}) {
      CompletableFuture<String> own = new CompletableFuture<>();
      result = monitors.method(own);
      System.out.println("suspended " + monitors.held());
      visit(monitors, () -> own.complete(text));
      System.out.println(result.handle((v, t) -> v + " " + t).join() + " " + monitors.held());
    }
    SortedSet<String> names = new TreeSet<>();
    CompletableFuture<String> ofClass = new CompletableFuture<>();
    result = staticMethod(ofClass);
    for (Method method : Monitors.class.getDeclaredMethods()) {
      if (method.getName().matches("async\\$(method|staticMethod)")) {
        names.add(method.getName() + " synchronized "
            + Modifier.isSynchronized(method.getModifiers()));
      }
    }
    System.out.println(names);
    System.out.println("suspended " + Thread.holdsLock(Monitors.class));
    visit(Monitors.class, () -> ofClass.complete("static value"));
    System.out.println(result.join());
  }
}
