package programs;

import static com.ea.async.Async.await;

import com.ea.async.Async;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Lambdas, default methods, inner classes, init anywhere, and what reflection sees. */
public class Members {
  interface Named {
    CompletableFuture<String> name();

    default CompletableFuture<String> greeting() {
      return CompletableFuture.completedFuture("hello " + await(name()));
    }

    static CompletableFuture<Integer> length(Named named) {
      return CompletableFuture.completedFuture(await(named.greeting()).length());
    }
  }

  class Inner {
    CompletableFuture<String> field(CompletableFuture<String> stage) {
      prefix += await(stage);
      return CompletableFuture.completedFuture(prefix);
    }
  }

  String prefix = "<";

  static CompletableFuture<Integer> overloaded(int number, CompletableFuture<Integer> stage) {
    return CompletableFuture.completedFuture(number + await(stage));
  }

  static CompletableFuture<Integer> overloaded(long number, CompletableFuture<Integer> stage) {
    return CompletableFuture.completedFuture((int) number * await(stage));
  }

  static CompletableFuture<String> initialising(CompletableFuture<String> stage) {
    try {
      Async.init();
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture("never");
    }
    Async.init();
    return CompletableFuture.completedFuture(await(stage));
  }

  static void onlyInit() {
    try {
      Async.init();
    } finally {
      System.out.println("initialised");
    }
  }

  public static void main(String[] args) {
    CompletableFuture<String> name = new CompletableFuture<>();
    Named named = () -> name;
    CompletableFuture<Integer> length = Named.length(named);
    String captured = "captured ";
    Function<CompletableFuture<String>, CompletableFuture<String>> lambda =
        stage -> CompletableFuture.completedFuture(captured + await(stage));
    CompletableFuture<String> fromLambda = lambda.apply(name);
    CompletableFuture<String> field = new Members().new Inner().field(name);
    CompletableFuture<String> initialised = initialising(name);
    onlyInit();
    name.complete("world");
    System.out.println(length.join() + " " + fromLambda.join() + " " + field.join() + " "
        + initialised.join());

    CompletableFuture<Integer> number = new CompletableFuture<>();
    CompletableFuture<Integer> sum = overloaded(2, number);
    CompletableFuture<Integer> product = overloaded(2L, number);
    number.complete(21);
    System.out.println(sum.join() + " " + product.join());

    for (Method method : Members.class.getDeclaredMethods()) {
      if (method.getName().equals("async$initialising")) {
        System.out.println(method.getName() + " static " + Modifier.isStatic(method.getModifiers())
            + " private " + Modifier.isPrivate(method.getModifiers())
            + " synthetic " + method.isSynthetic());
      }
    }
  }
}
