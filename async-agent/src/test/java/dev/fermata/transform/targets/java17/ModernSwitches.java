package dev.fermata.transform.targets.java17;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.transform.harness.Script;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Switch expressions: operands of the surrounding expression lie below the whole switch. */
public final class ModernSwitches {

  static CompletableFuture<String> switchExpression(Script s) {
    var all = new StringBuilder();
    for (String t : new String[] {"a", "b", "c"}) {
      all.append(
          switch (await(s.value(t))) {
            case "a" -> "A" + await(s.value("1"));
            case "b" -> {
              var z = await(s.value("zz"));
              yield z + await(s.value(2)) + z;
            }
            default -> t;
          });
    }
    return completedFuture(all.toString());
  }

  // javac spills the operand stack into locals around a switch expression that holds a try
  static CompletableFuture<String> tryInSwitchExpressionWithOperandsBelow(Script s) {
    int l = 5; // a long here crashes javac 25
    String x = s.noted("x");
    return completedFuture(
        join(
            x,
            l,
            switch (await(s.value(1))) {
              case 1 -> {
                try {
                  yield await(s.<String>failure(new IllegalStateException("e")));
                } catch (IllegalStateException e) {
                  yield e.getMessage() + await(s.value("caught"));
                } finally {
                  s.note(await(s.value("finally")));
                }
              }
              default -> "never";
            },
            await(s.value("end"))));
  }

  private static String join(String a, int b, String c, String d) {
    return a + b + c + d;
  }

  static CompletableFuture<Integer> enumSwitchExpression(Script s) {
    int i =
        10
            * switch (await(s.value(TimeUnit.HOURS))) {
              case DAYS -> 1;
              case HOURS -> await(s.value(2));
              default -> throw new IllegalStateException();
            };
    return completedFuture(i + await(s.value(3)));
  }

  static CompletableFuture<String> throwingDefault(Script s) {
    return completedFuture(
        switch (await(s.value(9))) {
          case 1, 2, 3 -> await(s.value("few"));
          default -> throw new IllegalArgumentException(await(s.value("many")));
        });
  }

  static CompletableFuture<String> asArgumentOfConstructor(Script s) {
    return completedFuture(
        new StringBuilder(
                switch (await(s.value(2))) {
                  case 1 -> "one";
                  case 2 -> await(s.value("two"));
                  default -> "more";
                })
            .append(await(s.value("!")))
            .toString());
  }
}
