package dev.fermata.transform.targets.java21;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.transform.harness.Script;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Pattern and record switches: a restart loop around an indy, with hidden locals. */
public final class PatternSwitches {

  sealed interface Shape permits Circle, Square, Pair {}

  record Circle(double radius) implements Shape {}

  record Square(int side) implements Shape {}

  record Pair(Shape first, Shape second) implements Shape {}

  static CompletableFuture<String> patternSwitch(Script s) {
    var all = new StringBuilder();
    for (Object o : new Object[] {1, "text", 7L, List.of(), 'c'}) {
      all.append(
          switch (await(s.value(o))) {
            case Integer i when i > await(s.value(3)) -> "big";
            case Integer i -> "int" + i + await(s.value("!"));
            case String t when await(s.value(t.length())) > 3 -> t + await(s.value("?"));
            case Long l -> "long" + l;
            case List<?> list -> "list" + await(s.value(list.size()));
            default -> "other";
          });
    }
    return completedFuture(all.toString());
  }

  static CompletableFuture<Double> recordPatterns(Script s) {
    double sum = 0;
    for (Shape shape : List.of(new Circle(2), new Pair(new Square(3), new Circle(1)))) {
      sum += await(area(s, shape));
    }
    return completedFuture(sum);
  }

  private static CompletableFuture<Double> area(Script s, Shape shape) {
    return switch (shape) {
      case Circle(double r) -> completedFuture(await(s.value(3d)) * r * r);
      case Square(int a) when await(s.value(a)) > 10 -> completedFuture(-1d);
      case Square(int a) -> completedFuture((double) a * await(s.value(a)));
      case Pair(Square(var a), Circle(var r)) ->
          completedFuture(a * r + await(area(s, new Circle(r))));
      case Pair(var a, var b) -> completedFuture(await(area(s, a)) + await(area(s, b)));
    };
  }

  static CompletableFuture<String> nullCase(Script s) {
    return completedFuture(
        switch (await(s.<String>value(null))) {
          case null -> "null" + await(s.value("!"));
          case "a" -> "a";
          default -> "default";
        });
  }

  // the accessor of a record throws: MatchException
  record Failing(int i) {
    @Override
    public int i() {
      throw new IllegalStateException("accessor");
    }
  }

  static CompletableFuture<String> failingAccessor(Script s) {
    try {
      Object o = await(s.value((Object) new Failing(1)));
      if (o instanceof Failing(int i) && await(s.value(true))) {
        return completedFuture("i" + i);
      }
      return completedFuture("no");
    } catch (MatchException e) {
      return completedFuture(await(s.value("match")) + e.getCause().getMessage());
    }
  }

  enum Colour {
    RED,
    GREEN
  }

  static CompletableFuture<String> qualifiedEnumConstants(Script s) {
    Object o = await(s.value((Object) Colour.GREEN));
    return completedFuture(
        switch (o) {
          case Colour.RED -> "red";
          case Colour.GREEN -> await(s.value("green"));
          default -> "none";
        });
  }
}
