package dev.fermata.transform.targets;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.transform.harness.Script;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An await at every place of an expression: what lies below it on the operand stack differs. */
public final class Expressions {

  private int field = 3;
  private long wide = 4L;
  private static int counter;
  private static String text = "t";

  // stack: empty
  static CompletableFuture<String> alone(Script s) {
    return completedFuture(await(s.value("a")));
  }

  // the value is popped at once
  static CompletableFuture<String> discarded(Script s) {
    await(s.value("a"));
    await(s.value(1L));
    return completedFuture("b");
  }

  // stack: I
  static CompletableFuture<Integer> sum(Script s) {
    return completedFuture(await(s.value(1)) + await(s.value(2)) * await(s.value(3)));
  }

  // stack: J J J .., as deep as the nesting
  static CompletableFuture<Long> longsBelow(Script s) {
    long a = 5;
    return completedFuture(
        a * (a - (s.noted(7L) + (a << 2 | (await(s.value(9L)) ^ (a / await(s.value(2L))))))));
  }

  // stack: D F J I, all widths mixed
  static CompletableFuture<Double> mixedPrimitivesBelow(Script s) {
    double d = 1.5;
    float f = 2.5f;
    long l = 3;
    int i = 4;
    return completedFuture(d * (f - (l + (i % await(s.value(3))))));
  }

  // stack: six references
  static CompletableFuture<String> argumentsBelow(Script s) {
    return completedFuture(
        join(s.noted("a"), 1, s.noted("b"), 2L, s.noted("c"), 'x', await(s.value("d")), null, true)
            + join(
                await(s.value("e")),
                await(s.value(3)),
                await(s.value("f")),
                await(s.value(4L)),
                null,
                await(s.value('y')),
                "g",
                await(s.value("h")),
                await(s.value(false))));
  }

  private static String join(
      String a, int i, String b, long l, String c, char x, String d, Object n, boolean z) {
    return a + i + b + l + c + x + d + n + z;
  }

  // stack: null null, which have no class to be saved as
  static CompletableFuture<String> nullConstantsBelow(Script s) {
    return completedFuture(pair(null, pair(null, await(s.value("a")))));
  }

  private static String pair(Object a, Object b) {
    return "(" + a + "," + b + ")";
  }

  static CompletableFuture<String> receiverBelow(Script s) {
    StringBuilder builder = new StringBuilder("x");
    builder.append(await(s.value("a"))).append(await(s.value(1))).append(await(s.value('c')));
    return completedFuture(builder.insert(await(s.value(0)), await(s.value("b"))).toString());
  }

  static CompletableFuture<Boolean> logicalAnd(Script s) {
    boolean first = await(s.value(true)) && await(s.value(false)) && await(s.value(true));
    return completedFuture(first);
  }

  static CompletableFuture<Boolean> logicalOr(Script s) {
    return completedFuture(
        await(s.value(false)) || !await(s.value(true)) || (await(s.value(2)) > 1));
  }

  // stack at the second await: I or nothing, by the path taken
  static CompletableFuture<Integer> conditional(Script s) {
    int i = await(s.value(true)) ? await(s.value(1)) : await(s.value(2));
    int j = await(s.value(false)) ? 10 : i + (await(s.value(true)) ? await(s.value(20)) : 30);
    return completedFuture(i + (j > 5 ? await(s.value(100)) : 0));
  }

  // the types of both branches merge to Comparable & Serializable
  // where the paths meet, null on one of them has any type
  static CompletableFuture<String> nullWhereAnotherPathHasAValue(Script s) {
    String text = null;
    long[] array = null;
    if (await(s.value(true))) {
      text = await(s.value("text"));
    } else {
      array = new long[] {await(s.value(1L))};
    }
    Comparable<?> either = await(s.value(false)) ? text : null;
    return completedFuture(text + Arrays.toString(array) + either + await(s.value("end")));
  }

  static CompletableFuture<String> conditionalOfDifferentTypes(Script s) {
    Object o = await(s.value(false)) ? "text" : Integer.valueOf(await(s.value(7)));
    Object p = pair(await(s.value(true)) ? o : "none", await(s.value("last")));
    return completedFuture(String.valueOf(p));
  }

  static CompletableFuture<String> comparisons(Script s) {
    String a = await(s.value(1)) < await(s.value(2)) ? "<" : ">=";
    String b = await(s.value(1L)) == await(s.value(1L)).longValue() ? "==" : "!=";
    String c = await(s.value("x")) == null ? "null" : "not null";
    String d = await(s.value((Object) "y")) instanceof String ? "string" : "other";
    return completedFuture(a + b + c + d);
  }

  static CompletableFuture<String> unary(Script s) {
    int i = -await(s.value(3));
    int j = ~await(s.value(3));
    boolean k = !await(s.value(false));
    return completedFuture(i + " " + j + " " + k);
  }

  static CompletableFuture<Long> casts(Script s) {
    int i = (int) (long) await(s.value(1L << 33 | 5));
    byte b = (byte) (int) await(s.value(300));
    char c = (char) (int) await(s.value(66));
    return completedFuture((long) i + b + c);
  }

  static CompletableFuture<Integer> fieldsOfThis(Script s) {
    return new Expressions().fields(s);
  }

  // stack: this I | this J
  private CompletableFuture<Integer> fields(Script s) {
    field += await(s.value(10));
    this.field = field * await(s.value(2));
    wide -= await(s.value(1L));
    int before = field++ + await(s.value(1)) + ++field;
    return completedFuture(before + field + (int) wide);
  }

  static CompletableFuture<String> staticFields(Script s) {
    counter = 5;
    counter += await(s.value(1));
    text += await(s.value("u"));
    counter = counter++ + await(s.value(2));
    return completedFuture(counter + text);
  }

  static CompletableFuture<Integer> fieldOfAnother(Script s) {
    Expressions other = new Expressions();
    other.field += await(s.value(4));
    other.field <<= await(s.value(2));
    return completedFuture(other.field);
  }

  // i is read before the await, though it changes after
  static CompletableFuture<Integer> incrementsAround(Script s) {
    int i = 1;
    int sum = i++ + await(s.value(10)) + i++ + await(s.value(20)) + ++i;
    i += await(s.value(3));
    i = i + (i = await(s.value(5))) + i;
    return completedFuture(sum * 100 + i);
  }

  static CompletableFuture<Integer> nestedAwaits(Script s) {
    return completedFuture(await(s.value(await(s.value(await(s.value(3)) + 1)) * 2)));
  }

  static CompletableFuture<String> awaitOfAwaitedStage(Script s) {
    CompletionStage<CompletableFuture<String>> outer = completedFuture(s.value("inner"));
    return completedFuture(await(await(outer)));
  }

  static CompletableFuture<String> varargs(Script s) {
    return completedFuture(
        String.format("%s-%s-%s", await(s.value("a")), 2, await(s.value(3L)))
            + Arrays.asList(await(s.value(1)), await(s.value(2)))
            + count()
            + count(await(s.value(5)))
            + count(1, await(s.value(6)), 3));
  }

  private static int count(int... numbers) {
    return numbers.length;
  }

  // indy at release 9 and later, StringBuilder below it on the stack at release 8
  static CompletableFuture<String> concatenation(Script s) {
    int i = 1;
    String r = "a" + i + await(s.value("b")) + 2L + await(s.value('c')) + null + await(s.value(3f));
    r += "d" + await(s.value("e"));
    return completedFuture(r + await(s.value("f")) + r);
  }

  static CompletableFuture<String> generic(Script s) {
    String t = Expressions.<String>identity(await(s.value("g"))) + identity(await(s.value(1)));
    return completedFuture(t);
  }

  private static <T> T identity(T value) {
    return value;
  }

  static CompletableFuture<Object> assignmentAsExpression(Script s) {
    String a;
    String b = a = await(s.value("x"));
    int i;
    while ((i = await(s.value(3))) < 2) {
      s.note(i);
    }
    return completedFuture(a + b + i);
  }

  static CompletableFuture<Object> castOfResult(Script s) {
    Object o = s.value("text");
    @SuppressWarnings("unchecked")
    CompletableFuture<Integer> wrong = (CompletableFuture<Integer>) o;
    int i = await(wrong); // ClassCastException, after the await
    return completedFuture(i);
  }

  static CompletableFuture<Object> unboxingNull(Script s) {
    int i = await(s.<Integer>value(null));
    return completedFuture(i);
  }

  static CompletableFuture<Object> divisionByZero(Script s) {
    int i = 10 / await(s.value(0));
    return completedFuture(i);
  }

  static CompletableFuture<Object> nullStage(Script s) {
    CompletableFuture<String> none = null;
    s.note("before");
    String t = await(none);
    return completedFuture(s.noted(t));
  }

  static CompletableFuture<Class<?>> classLiteral(Script s) {
    Class<?> type = await(s.value(true)) ? String[].class : int.class;
    return completedFuture(type);
  }

  static CompletableFuture<Object> evaluationOrder(Script s) {
    int[] a = {1, 2, 3};
    int i = 0;
    a[i++] = a[i] + await(s.value(i++)) + a[i];
    return completedFuture(Arrays.toString(a) + i);
  }

  static CompletableFuture<Object> asserted(Script s) {
    assert s.noted(1) == 1 : "never";
    String t = await(s.value("t"));
    assert await(s.value(true)) : await(s.value("message"));
    return completedFuture(t);
  }
}
