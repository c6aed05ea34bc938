package dev.fermata.transform.targets;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.transform.harness.Script;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Every kind of loop and jump. */
public final class Loops {

  // the awaited condition is the loop header, at offset 0 of the method
  static CompletableFuture<String> headerAtMethodStart(Script s) {
    while (await(s.value(s.noted("turn").length())) < 4) {
      s.note("never");
    }
    return completedFuture("done");
  }

  static CompletableFuture<Integer> whileLoop(Script s) {
    int i = 0;
    while (i < await(s.value(3))) {
      i += await(s.value(1));
    }
    return completedFuture(i);
  }

  static CompletableFuture<Integer> doWhile(Script s) {
    int i = 0;
    do {
      i++;
      if (i == 2) {
        continue;
      }
      await(s.value(i));
    } while (await(s.value(i)) < 4);
    return completedFuture(i);
  }

  // await in initialiser, condition and update
  static CompletableFuture<Long> forLoop(Script s) {
    long sum = 0;
    for (int i = await(s.value(0)); i < await(s.value(4)); i += await(s.value(1))) {
      sum += i * await(s.value(10L));
    }
    return completedFuture(sum);
  }

  // the compiler's hidden locals: array copy, length, index
  static CompletableFuture<Integer> forEachOverArray(Script s) {
    int sum = 0;
    for (int i : new int[] {1, await(s.value(2)), 3}) {
      sum = sum * 10 + i + await(s.value(i));
    }
    for (String[] row : new String[][] {{"a"}, {"b", "c"}}) {
      for (String cell : row) {
        sum += await(s.value(cell)).length();
      }
    }
    return completedFuture(sum);
  }

  static CompletableFuture<String> forEachOverList(Script s) {
    StringBuilder all = new StringBuilder();
    for (String t : await(s.value(Arrays.asList("a", "b", "c")))) {
      all.append(await(s.value(t + t)));
    }
    return completedFuture(all.toString());
  }

  static CompletableFuture<String> labelledJumps(Script s) {
    StringBuilder all = new StringBuilder();
    outer:
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        if (await(s.value(j)) == 2) {
          continue outer;
        }
        if (i * j == await(s.value(3))) {
          break outer;
        }
        all.append(i).append(j).append(await(s.value(' ')));
      }
    }
    block:
    {
      if (await(s.value(true))) {
        break block;
      }
      all.append("never");
    }
    return completedFuture(all.toString());
  }

  static CompletableFuture<Integer> breakOutOfEndlessLoop(Script s) {
    int i = 0;
    for (; ; ) {
      if (i++ > await(s.value(3))) {
        break;
      }
    }
    return completedFuture(i);
  }

  static CompletableFuture<Integer> returnFromLoop(Script s) {
    for (int i = 0; ; i++) {
      if (await(s.value(i)) == 3) {
        return completedFuture(i);
      }
    }
  }

  // the same slots hold an int, a String, a long in turn
  static CompletableFuture<String> slotReuse(Script s) {
    String all = "";
    for (int i = 0; i < 2; i++) {
      int a = await(s.value(i));
      int b = a + await(s.value(1));
      all += a + b;
    }
    for (String t : Arrays.asList("x", "y")) {
      String u = await(s.value(t));
      all += u;
    }
    for (long l = 0; l < 2; l++) {
      double d = await(s.value(0.5)) + l;
      all += d;
    }
    return completedFuture(all + await(s.value("!")));
  }

  // assigned on some paths only: nothing to save on the others
  static CompletableFuture<String> uninitialisedOnSomePaths(Script s) {
    String t;
    int n;
    if (await(s.value(true))) {
      await(s.value("no t yet"));
      t = "t";
      n = 1;
    } else {
      n = await(s.value(2));
      t = "u";
    }
    await(s.value("both"));
    return completedFuture(t + n);
  }

  static CompletableFuture<String> listChangedWhileSuspended(Script s) {
    List<Integer> list = new ArrayList<>(Arrays.asList(1, 2));
    for (Iterator<Integer> it = list.iterator(); it.hasNext(); ) {
      int i = it.next();
      await(s.value(i));
      list.add(i); // the next turn fails
    }
    return completedFuture("never");
  }

  static CompletableFuture<Integer> manyTurns(Script s) {
    int sum = 0;
    for (int i = 0; i < 1000; i++) {
      sum += await(s.value(i % 7));
    }
    return completedFuture(sum);
  }

  static CompletableFuture<Integer> nestedWithLiveIterators(Script s) {
    int sum = 0;
    for (List<Integer> row : Arrays.asList(Arrays.asList(1, 2), Arrays.asList(3, 4))) {
      for (int a : row) {
        for (int b : row) {
          sum += a * await(s.value(b));
        }
        sum -= await(s.value(1));
      }
    }
    return completedFuture(sum);
  }
}
