package dev.fermata.transform.targets;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.transform.harness.Script;
import java.util.concurrent.CompletableFuture;

/** Locals and parameters of every primitive type, saved and brought back bit by bit. */
public final class Primitives {

  static CompletableFuture<String> everyType(Script s) {
    boolean z = true;
    byte b = -7;
    char c = '\uffff';
    short h = -30_000;
    int i = Integer.MIN_VALUE;
    long j = Long.MIN_VALUE + 1;
    float f = -0f;
    double d = Double.MIN_VALUE;
    await(s.value("x"));
    return completedFuture("" + z + b + (int) c + h + i + j + f + d);
  }

  static CompletableFuture<String> passedAsParameters(Script s) {
    return parameters(
        s, false, (byte) 200, 'c', (short) 70_000, -1, 1L << 40, 1.25f, Math.PI, new int[] {1});
  }

  private static CompletableFuture<String> parameters(
      Script s, boolean z, byte b, char c, short h, int i, long j, float f, double d, int[] a) {
    z = !z;
    b++;
    c += 1;
    h--;
    int before = await(s.value(1));
    i += before;
    j++;
    f *= 2;
    d /= 2;
    a[0] = await(s.value(2));
    return completedFuture("" + z + b + c + h + i + j + f + d + a[0]);
  }

  // NaN payloads and signed zeros must come back with the same bits
  static CompletableFuture<String> floatingPointBits(Script s) {
    float f = Float.intBitsToFloat(0x7fc12345);
    double d = Double.longBitsToDouble(0x7ff8123456789abcL);
    double zero = -0.0;
    await(s.value("x"));
    return completedFuture(
        Integer.toHexString(Float.floatToRawIntBits(f))
            + Long.toHexString(Double.doubleToRawLongBits(d))
            + 1 / zero);
  }

  // int, then float, then long in the same slots on different paths
  static CompletableFuture<String> slotsOfDifferentTypes(Script s) {
    String t = "";
    {
      int i = await(s.value(1));
      int k = 5;
      await(s.value("a"));
      t += i + k;
    }
    {
      float f = await(s.value(2f));
      float g = 6;
      await(s.value("b"));
      t += f + g;
    }
    {
      long l = await(s.value(3L));
      await(s.value("c"));
      t += l;
    }
    {
      String u = await(s.value("u"));
      Object o = await(s.value('o'));
      await(s.value("d"));
      t += u + o;
    }
    return completedFuture(t);
  }

  // dead at the second await, overwritten after it
  static CompletableFuture<Long> deadThenReassigned(Script s) {
    long l = await(s.value(5L));
    int i = (int) l;
    s.note(i);
    await(s.value("dead here"));
    i = await(s.value(3));
    l = i;
    return completedFuture(l * i);
  }

  static CompletableFuture<Boolean> booleansInConditions(Script s) {
    boolean a = await(s.value(true));
    boolean b = !a;
    boolean c = a ^ await(s.value(true));
    b |= await(s.value(true));
    return completedFuture(a & b & !c);
  }

  static CompletableFuture<Integer> shortArithmeticWraps(Script s) {
    short h = Short.MAX_VALUE;
    byte b = Byte.MAX_VALUE;
    char c = 0;
    h += await(s.value(1));
    b++;
    c -= await(s.value(1));
    await(s.value("x"));
    return completedFuture(h + b + c);
  }

  // ten ints, five longs, four doubles: more words than any frame class has fields
  static CompletableFuture<Double> manyWords(Script s) {
    int a = 1;
    int b = 2;
    int c = 3;
    long d = 4;
    long e = 5;
    double f = 6;
    float g = 7;
    double h = await(s.value(8d));
    a += await(s.value(1));
    return completedFuture(a + b * c - d * e + f / g + h + await(s.value(1)));
  }

  // twelve references: more than any frame class has fields
  static CompletableFuture<String> manyReferences(Script s) {
    String a = s.noted("a");
    String b = s.noted("b");
    String c = s.noted("c");
    String d = s.noted("d");
    Object e = s.noted("e");
    Object f = s.noted("f");
    Integer g = s.noted(7);
    int[] h = {8};
    String[] i = {"i"};
    String j = await(s.value("j"));
    String k = j + await(s.value("k"));
    h[0]++;
    return completedFuture(
        a
            + b
            + c
            + d
            + e
            + f
            + g
            + h[0]
            + i[0]
            + j
            + await(s.value("l"))
            + k
            + await(s.value("m")));
  }
}
