package dev.fermata.transform.targets.java17;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.transform.harness.Script;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Records, sealed types, patterns, private interface methods, local enums and interfaces. */
public final class Records {

  record Point(int x, long y) {
    CompletableFuture<Point> plus(Script s, CompletionStage<Point> other) {
      return completedFuture(new Point(x + await(other).x, y + await(s.value(1L))));
    }

    static CompletableFuture<Point> origin(Script s) {
      return completedFuture(new Point(await(s.value(0)), await(s.value(0L))));
    }
  }

  static CompletableFuture<String> recordMethods(Script s) {
    var p = await(await(Point.origin(s)).plus(s, s.value(new Point(3, 4))));
    return completedFuture(p.toString() + p.equals(new Point(3, 1)));
  }

  sealed interface Shape permits Circle, Square {
    double size();

    default CompletableFuture<Double> area(Script s) {
      return completedFuture(await(factor(s)) * size() * size());
    }

    private CompletableFuture<Double> factor(Script s) {
      return completedFuture(this instanceof Circle ? await(s.value(3d)) : await(scale(s, 1)));
    }

    private static CompletableFuture<Double> scale(Script s, int i) {
      return completedFuture(await(s.value(1d)) * i);
    }
  }

  record Circle(double size) implements Shape {}

  record Square(double size) implements Shape {}

  static CompletableFuture<Double> sealedAndPrivateInterfaceMethods(Script s) {
    double sum = 0;
    for (Shape shape : List.of(new Circle(1), new Square(2))) {
      sum += await(shape.area(s));
    }
    return completedFuture(sum);
  }

  static CompletableFuture<String> patternVariables(Script s) {
    Object o = await(s.value((Object) "text"));
    if (o instanceof String t && await(s.value(t.length())) > 3 && !t.isEmpty()) {
      await(s.value("x"));
      return completedFuture(t);
    }
    return completedFuture("no");
  }

  static CompletableFuture<String> negatedPattern(Script s) {
    if (!(await(s.value((Object) 5)) instanceof Integer i)) {
      return completedFuture("no");
    }
    await(s.value("x"));
    return completedFuture("i" + (i + await(s.value(1))));
  }

  static CompletableFuture<String> localRecordAndEnum(Script s) {
    enum Size {
      SMALL,
      LARGE
    }
    record Item(String name, Size size) {}
    var item = new Item(await(s.value("hat")), await(s.value(Size.LARGE)));
    return completedFuture(item + await(s.value("!")));
  }

  static CompletableFuture<String> varOfIntersection(Script s) {
    var mixed = await(s.value(true)) ? "text" : 5;
    await(s.value("x"));
    var list = List.of(mixed, 1L, await(s.value('c')));
    return completedFuture(list + mixed.getClass().getName() + await(s.value(mixed)));
  }

  static CompletableFuture<String> textBlock(Script s) {
    return completedFuture(
        """
        a %s
        b %s\
        """
            .formatted(await(s.value(1)), await(s.value(2))));
  }

  interface Chain {
    Supplier<CompletableFuture<String>> next();

    // a lambda in an interface: its body is a private interface method
    default Supplier<CompletableFuture<String>> lambda(Script s) {
      return () -> completedFuture(await(next().get()) + await(s.value("lambda")));
    }
  }

  static CompletableFuture<String> lambdaInInterface(Script s) {
    Chain chain = () -> () -> completedFuture(await(s.value("next")));
    return chain.lambda(s).get();
  }

  static CompletableFuture<String> effectivelyFinalResource(Script s) throws Exception {
    AutoCloseable resource = () -> s.note("closed");
    try (resource) {
      return completedFuture(await(s.value("body")));
    }
  }

  static CompletableFuture<String> minimalStage(Script s) {
    CompletionStage<String> minimal = s.value("minimal").minimalCompletionStage();
    return completedFuture(await(minimal) + await(s.value("x").thenApply(t -> t + t)));
  }

  static CompletableFuture<String> failedMinimalStage(Script s) {
    try {
      return completedFuture(
          await(s.<String>failure(new IllegalStateException("m")).minimalCompletionStage()));
    } catch (IllegalStateException e) {
      return completedFuture("caught " + e.getMessage());
    }
  }
}
