package dev.fermata.transform.targets;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.transform.harness.Script;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Switch statements over every type that Java 8 knows, with the await as selector and in cases. */
public final class Switches {

  @SuppressWarnings("fallthrough")
  static CompletableFuture<String> dense(Script s) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      switch (await(s.value(i))) {
        case 0:
          all.append(await(s.value("zero")));
          break;
        case 1:
          all.append("one");
        // fall through
        case 2:
          all.append(await(s.value("two")));
          break;
        default:
          all.append(await(s.value("more")));
      }
    }
    return completedFuture(all.toString());
  }

  static CompletableFuture<String> sparse(Script s) {
    switch (await(s.value(-100_000))) {
      case 7:
        return completedFuture("seven");
      case -100_000:
        return completedFuture(await(s.value("minus")));
      case Integer.MAX_VALUE:
        return completedFuture("max");
      default:
        throw new IllegalStateException();
    }
  }

  // two switches: over hashCode, then over an index that lies in a hidden local
  static CompletableFuture<String> strings(Script s) {
    StringBuilder all = new StringBuilder();
    for (String t : new String[] {"Aa", "BB", "c", "none"}) {
      switch (await(s.value(t))) {
        case "Aa": // same hash as "BB"
          all.append(await(s.value(1)));
          break;
        case "BB":
          all.append(await(s.value(2)));
          break;
        case "c":
          all.append(3);
          continue;
        default:
          all.append(await(s.value("default")));
      }
      all.append(t);
    }
    return completedFuture(all.toString());
  }

  static CompletableFuture<String> enums(Script s) {
    StringBuilder all = new StringBuilder();
    for (TimeUnit unit : TimeUnit.values()) {
      switch (await(s.value(unit))) {
        case DAYS:
          all.append(await(s.value("d")));
          break;
        case SECONDS:
          all.append(await(s.value(unit)));
          break;
        default:
          all.append('-');
      }
    }
    return completedFuture(all.toString());
  }

  static CompletableFuture<String> nullSelector(Script s) {
    switch (await(s.<String>value(null))) {
      case "a":
        return completedFuture("a");
      default:
        return completedFuture("default");
    }
  }

  static CompletableFuture<Integer> charsAndBytes(Script s) {
    int sum = 0;
    switch (await(s.value('b'))) {
      case 'a':
        sum += 1;
        break;
      case 'b':
        sum += await(s.value(2));
        break;
      default:
        sum += 4;
    }
    byte selector = (byte) (int) await(s.value(-3));
    switch (selector) {
      case -3:
        return completedFuture(sum + await(s.value(10)));
      default:
        return completedFuture(sum);
    }
  }

  static CompletableFuture<String> nested(Script s) {
    switch (await(s.value(1))) {
      case 1:
        switch (await(s.value("x"))) {
          case "x":
            try {
              return completedFuture(await(s.value("inner")));
            } finally {
              s.note("left");
            }
          default:
            break;
        }
        return completedFuture("after");
      default:
        return completedFuture("default");
    }
  }

  // declared in one case, assigned in another: uninitialised on most paths
  static CompletableFuture<String> localsAcrossCases(Script s) {
    switch (await(s.value(2))) {
      case 1:
        String t = await(s.value("t"));
        return completedFuture(t);
      case 2:
        t = await(s.value("u"));
        await(s.value("v"));
        return completedFuture(t);
      default:
        return completedFuture("default");
    }
  }
}
