package dev.fermata.transform.targets;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.async.AsyncMethod;
import dev.fermata.transform.harness.Script;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Async methods of every access and kind, called and calling in every way. */
public final class Members {

  abstract static class Base {
    final String name = "base";

    CompletableFuture<String> greet(Script s, String who) {
      return completedFuture(name + " greets " + await(s.value(who)));
    }

    protected abstract CompletionStage<String> abstractOne(Script s);

    final CompletableFuture<String> template(Script s) {
      return completedFuture("<" + await(abstractOne(s)) + await(s.value(">")));
    }

    CompletionStage<? extends CharSequence> covariant(Script s) {
      return completedFuture(await(s.value("wide")));
    }
  }

  static class Derived extends Base {
    // stack: this, below the arguments of invokespecial
    @Override
    CompletableFuture<String> greet(Script s, String who) {
      return completedFuture(
          await(super.greet(s, await(s.value(who + "!")))) + await(s.value("?")));
    }

    @Override
    @AsyncMethod
    protected CompletableFuture<String> abstractOne(Script s) {
      return completedFuture(await(s.value("derived")));
    }

    @Override
    CompletableFuture<String> covariant(Script s) { // the bridge must be left alone
      return completedFuture(await(s.value("narrow")) + await(super.covariant(s)));
    }
  }

  static CompletableFuture<String> superCall(Script s) {
    return new Derived().greet(s, "you");
  }

  static CompletableFuture<String> overridden(Script s) {
    return new Derived().template(s);
  }

  static CompletableFuture<String> covariantReturn(Script s) {
    Base base = new Derived();
    return completedFuture(await(base.covariant(s)).toString());
  }

  interface Greeter {
    String name();

    default CompletableFuture<String> greet(Script s) {
      return completedFuture("hi " + await(s.value(name())) + await(again(s, 1L)));
    }

    default CompletionStage<String> again(Script s, long times) {
      String t = await(s.value("again"));
      return completedFuture(t + times + name());
    }

    static CompletableFuture<String> nobody(Script s) {
      return completedFuture(await(s.value("nobody")));
    }
  }

  interface Louder extends Greeter {
    @Override
    default CompletableFuture<String> greet(Script s) {
      return completedFuture(await(Greeter.super.greet(s)).toUpperCase(java.util.Locale.ROOT));
    }
  }

  static CompletableFuture<String> defaultMethod(Script s) {
    Greeter g = () -> "bob";
    return g.greet(s);
  }

  static CompletableFuture<String> defaultMethodOfSuperInterface(Script s) {
    Louder g = () -> "eve";
    return g.greet(s);
  }

  interface Deferring {
    String name();

    // the body of the lambda is a private method of the interface
    default Supplier<CompletableFuture<String>> deferred(Script s) {
      return () -> completedFuture(name() + await(s.value("deferred")) + name());
    }
  }

  static CompletableFuture<String> lambdaInInterface(Script s) {
    Deferring d = () -> "dan";
    return d.deferred(s).get();
  }

  static CompletableFuture<String> staticInterfaceMethod(Script s) {
    return Greeter.nobody(s);
  }

  static class Box<T extends Comparable<T>> {
    private final T value;

    Box(T value) {
      this.value = value;
    }

    <U extends T> CompletableFuture<T> max(Script s, List<? extends U> others) {
      T max = value;
      for (U other : others) {
        U arrived = await(s.value(other));
        if (max.compareTo(arrived) < 0) {
          max = arrived;
        }
      }
      return completedFuture(max);
    }
  }

  static CompletableFuture<Integer> generics(Script s) {
    return new Box<>(3).max(s, Arrays.asList(1, 7, 5));
  }

  interface Mapper<A, B> {
    CompletableFuture<B> map(Script s, A a);
  }

  static class Length implements Mapper<String, Integer> {
    @Override
    public CompletableFuture<Integer> map(Script s, String a) { // with a bridge for (Object)
      return completedFuture(await(s.value(a)).length() + await(s.value(1)));
    }
  }

  static CompletableFuture<Integer> bridge(Script s) {
    Mapper<String, Integer> mapper = new Length();
    return mapper.map(s, "four");
  }

  static CompletableFuture<Integer> recursion(Script s) {
    return factorial(s, 6);
  }

  private static CompletableFuture<Integer> factorial(Script s, int n) {
    if (n <= 1) {
      return completedFuture(await(s.value(1)));
    }
    return completedFuture(n * await(factorial(s, n - 1)) * await(s.value(1)));
  }

  static CompletableFuture<Boolean> mutualRecursion(Script s) {
    return even(s, 7);
  }

  private static CompletableFuture<Boolean> even(Script s, int n) {
    return n == 0 ? s.value(true) : completedFuture(await(odd(s, n - 1)));
  }

  private static CompletableFuture<Boolean> odd(Script s, int n) {
    return n == 0 ? s.value(false) : completedFuture(await(even(s, n - 1)));
  }

  static CompletableFuture<String> overloads(Script s) {
    return completedFuture(
        await(over(s, 1)) + await(over(s, 1L)) + await(over(s, "x")) + await(over(s, 1, 2)));
  }

  private static CompletableFuture<String> over(Script s, int i) {
    return completedFuture("int" + await(s.value(i)));
  }

  private static CompletableFuture<String> over(Script s, long i) {
    return completedFuture("long" + await(s.value(i)));
  }

  private static CompletableFuture<String> over(Script s, Object i) {
    return completedFuture("object" + await(s.value(i)));
  }

  private static CompletableFuture<String> over(Script s, int i, int j) {
    return completedFuture("two" + await(s.value(i)) + await(s.value(j)));
  }

  // the names that the transformer would choose are taken
  static CompletableFuture<String> nameClashes(Script s) {
    return completedFuture(await(clash(s)) + async$clash() + async$clash$resume());
  }

  private static CompletableFuture<String> clash(Script s) {
    return completedFuture(await(s.value("clash")));
  }

  private static String async$clash() {
    return "mine";
  }

  private static String async$clash$resume() {
    return "too";
  }

  static CompletableFuture<String> reassignedParameters(Script s) {
    return reassigned(s, "p", 1L, new String[] {"a"}, null);
  }

  private static CompletableFuture<String> reassigned(
      Script s, Object p, long l, String[] a, Integer none) {
    p = await(s.value(5)); // another type than it came with
    l += await(s.value(2L));
    a = new String[] {a[0], await(s.value("b"))};
    String result = p + " " + l + Arrays.toString(a) + none;
    p = null;
    Script end = s;
    s = null;
    return completedFuture(result + await(end.value("end")) + s);
  }

  static CompletableFuture<String> unusedParameters(Script s) {
    return unused("a", 1L, 2.5, s, new Object(), true);
  }

  private static CompletableFuture<String> unused(
      String a, long l, double d, Script s, Object o, boolean z) {
    await(s.value("x"));
    return s.value("y");
  }

  private CompletableFuture<Integer> instanceWithoutFields(Script s) {
    return completedFuture(await(s.value(1)));
  }

  // `this` is dead after the first await
  static CompletableFuture<Integer> privateInstanceMethod(Script s) {
    return new Members().instanceWithoutFields(s);
  }

  private static synchronized String locked(String t) {
    return t + "!";
  }

  static CompletableFuture<String> callsSynchronizedMethod(Script s) {
    return completedFuture(locked(await(s.value("a"))) + locked(await(s.value("b"))));
  }

  @SafeVarargs
  static CompletableFuture<Integer> all(CompletionStage<Integer>... stages) {
    int sum = 0;
    for (CompletionStage<Integer> stage : stages) {
      sum += await(stage);
    }
    return completedFuture(sum);
  }

  static CompletableFuture<Integer> asyncVarargs(Script s) {
    return completedFuture(await(all(s.value(1), s.value(2), s.value(3))) + await(all()));
  }

  static CompletableFuture<String> twoCallsInFlight(Script s) {
    CompletableFuture<Integer> a = all(s.value(1), s.value(2));
    CompletableFuture<Integer> b = all(s.value(3), s.value(4));
    return completedFuture(await(b) + " " + await(a));
  }

  static CompletableFuture<String> callerIsThisClass(Script s) throws ClassNotFoundException {
    await(s.value("x"));
    // caller-sensitive: looks in the loader of whoever calls
    return completedFuture(Class.forName("dev.fermata.transform.targets.Members").getSimpleName());
  }
}
