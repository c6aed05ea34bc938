package dev.fermata.transform.targets;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.transform.harness.Script;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * {@code new} with awaits among the arguments: an object that no constructor has seen yet lies on
 * the stack, and the JVM lets nobody save it.
 */
public final class Constructions {

  /** Tells when it is initialised and when its constructor runs. */
  static class Pair {
    static Script script;

    final Object a;
    final Object b;

    Pair(Object a, Object b) {
      this.a = a;
      this.b = b;
      if (script != null) {
        script.note("constructed " + this);
      }
    }

    @Override
    public String toString() {
      return "(" + a + "," + b + ")";
    }
  }

  // stack: new new
  static CompletableFuture<Object> oneArgument(Script s) {
    return completedFuture(new StringBuilder(await(s.value("a"))).toString());
  }

  // stack: new new Object
  static CompletableFuture<Object> severalArguments(Script s) {
    Pair.script = s;
    return completedFuture(new Pair(await(s.value("a")), await(s.value(2L))).toString());
  }

  // stack: new1 new1 new2 new2 Object new3 new3
  static CompletableFuture<Object> nested(Script s) {
    Pair.script = s;
    Pair p =
        new Pair(
            new Pair(await(s.value("a")), new Pair(await(s.value("b")), 3L)),
            new Pair(await(s.value("d")), await(s.value("e"))));
    return completedFuture(p.toString());
  }

  // stack: String String new new
  static CompletableFuture<Object> withOperandsBelow(Script s) {
    return completedFuture(
        join(s.noted("x"), 1L, new Pair("a", await(s.value("b"))), await(s.value("c"))));
  }

  private static String join(String x, long l, Pair p, String c) {
    return x + l + p + c;
  }

  static CompletableFuture<Object> discarded(Script s) {
    Pair.script = s;
    new Pair(await(s.value("a")), await(s.value("b")));
    return completedFuture("end");
  }

  // a branch while the uninitialised object lies on the stack: it is in the stack map frame
  static CompletableFuture<Object> ternaryInArguments(Script s) {
    Pair.script = s;
    Pair p =
        new Pair(await(s.value(true)) ? await(s.value("a")) : "n", await(s.value(false)) ? 1 : 2);
    return completedFuture(
        new Pair(p, await(s.value(1)) > 2 || await(s.value(true)) ? "t" : await(s.value("f")))
            .toString());
  }

  // a branch without any await in it, between new and constructor
  static CompletableFuture<Object> branchBeforeAwait(Script s) {
    boolean yes = await(s.value(true));
    return completedFuture(
        new Pair(yes ? "y" : "n", new Pair(yes && s.noted(true) ? 1 : 2, await(s.value("z"))))
            .toString());
  }

  static CompletableFuture<Object> inTry(Script s) {
    Pair.script = s;
    try {
      Pair p = new Pair("a", await(s.value("b")));
      Pair q = new Pair(p, await(s.failure(new IllegalStateException("c"))));
      return completedFuture(q);
    } catch (IllegalStateException e) {
      return completedFuture(new Pair(e.getMessage(), await(s.value("d"))).toString());
    } finally {
      s.note(new Pair("finally", await(s.value("e"))));
    }
  }

  static CompletableFuture<Object> inLoop(Script s) {
    List<Pair> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(new Pair(i, await(s.value(i * i))));
    }
    return completedFuture(all.toString());
  }

  static CompletableFuture<Object> thrown(Script s) {
    if (await(s.value(true))) {
      throw new IllegalStateException("thrown " + await(s.value("x")));
    }
    return completedFuture("never");
  }

  static CompletableFuture<Object> thrownWithCause(Script s) {
    throw new IllegalStateException(
        await(s.value("message")), new IllegalArgumentException(await(s.value("cause"))));
  }

  static class Noisy {
    static {
      ClassInitialisation.script.note("Noisy initialised");
    }

    final Object value;

    Noisy(Object value) {
      this.value = value;
      ClassInitialisation.script.note("Noisy constructed");
    }
  }

  static class ClassInitialisation {
    static Script script;
  }

  // `new` initialises the class before its arguments are evaluated
  static CompletableFuture<Object> classInitialisedBeforeArguments(Script s) {
    ClassInitialisation.script = s;
    return completedFuture(new Noisy(await(s.value("argument"))).value);
  }

  static class Broken {
    static final int FAILS = Integer.parseInt("no number");

    Broken(Object value) {}
  }

  // ... and so its failure comes before them
  static CompletableFuture<Object> classInitialisationFails(Script s) {
    return completedFuture(new Broken(await(s.value("never asked for"))));
  }

  static class Strict {
    Strict(int value) {
      if (value < 0) {
        throw new IllegalArgumentException("negative");
      }
    }
  }

  static CompletableFuture<Object> constructorThrows(Script s) {
    try {
      return completedFuture(new Strict(await(s.value(-1))));
    } catch (IllegalArgumentException e) {
      return completedFuture(await(s.value("caught ")) + e.getMessage());
    }
  }

  // J D in the argument list: the scratch locals are two wide
  static class Wide {
    final String all;

    Wide(long l, Object o, double d, int i, float f) {
      all = l + "," + o + "," + d + "," + i + "," + f;
    }
  }

  static CompletableFuture<Object> wideArguments(Script s) {
    return completedFuture(
        new Wide(
                await(s.value(1L)),
                new Wide(2L, await(s.value("o")), 3d, await(s.value(4)), 5f).all,
                await(s.value(6d)),
                7,
                await(s.value(8f)))
            .all);
  }

  static CompletableFuture<Object> anonymousClass(Script s) {
    String captured = await(s.value("captured"));
    Object o =
        new Pair(await(s.value("a")), await(s.value("b"))) {
          @Override
          public String toString() {
            return captured + super.toString();
          }
        };
    return completedFuture(o.toString());
  }

  class Inner {
    final Object value;

    Inner(Object value) {
      this.value = value;
    }
  }

  // stack: new new this, with a null check of the outer instance before
  static CompletableFuture<Object> innerClass(Script s) {
    Constructions outer = new Constructions();
    return completedFuture(outer.new Inner(await(s.value("x"))).value);
  }

  static CompletableFuture<Object> innerClassOfAwaitedOuter(Script s) {
    return completedFuture(
        await(s.value(new Constructions())).new Inner(await(s.value("x"))).value);
  }

  // new array elements: stack [Pair I new new
  static CompletableFuture<Object> inArrayLiteral(Script s) {
    Pair[] all = {new Pair(await(s.value(1)), 2), new Pair(3, await(s.value(4)))};
    all[0] = new Pair(all[1], await(s.value(5)));
    return completedFuture(Arrays.toString(all));
  }

  // two different uninitialised objects of the same class, and one of another below
  static CompletableFuture<Object> differentClassesNested(Script s) {
    return completedFuture(
        new StringBuilder(
                new String(new StringBuilder(await(s.value("ab"))).append(await(s.value("c"))))
                    + await(s.value("d")))
            .reverse()
            .toString());
  }

  static CompletableFuture<Object> assignedToField(Script s) {
    Holder holder = new Holder();
    holder.pair = new Pair(await(s.value("a")), holder.pair = new Pair("b", await(s.value("c"))));
    return completedFuture(holder.pair.toString());
  }

  static class Holder {
    Pair pair;
  }
}
