package dev.fermata.transform.targets;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.transform.harness.Script;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** Arrays below an await on the stack, and in locals. */
public final class ArrayAccess {

  // stack: [I I
  static CompletableFuture<Object> stores(Script s) {
    int[] a = new int[3];
    int i = 0;
    a[i++] = await(s.value(5));
    a[i++] = a[0] + await(s.value(6));
    a[await(s.value(2))] = i;
    return completedFuture(a);
  }

  // stack: [I I I
  static CompletableFuture<Object> compoundAssignment(Script s) {
    int[] a = {1, 2, 3};
    long[] b = {4, 5};
    double[] c = {6};
    int i = 0;
    a[i++] += await(s.value(10));
    a[i] <<= await(s.value(3));
    a[await(s.value(2))]++;
    b[0] *= await(s.value(7L));
    b[await(s.value(1))] -= 1;
    c[0] /= await(s.value(4d));
    return completedFuture(new Object[] {a, b, c});
  }

  static CompletableFuture<Object> smallElements(Script s) {
    byte[] b = {1};
    char[] c = {'a'};
    short[] h = {2};
    boolean[] z = {false, true};
    float[] f = {1.5f};
    b[0] += await(s.value(127));
    c[0] += await(s.value(2));
    h[0] *= await(s.value(-3));
    z[0] |= await(s.value(true));
    z[1] = await(s.value(false));
    f[0] -= await(s.value(1f));
    return completedFuture(new Object[] {b, c, h, z, f});
  }

  // a merge of two array types: String[] and Object[]
  static CompletableFuture<Object> stringMatrix(Script s) {
    String[][] m = {{"a", "b"}, {await(s.value("c"))}};
    m[0][1] += await(s.value("d"));
    m[await(s.value(1))][0] += await(s.value("e"));
    Object[] row = await(s.value(true)) ? m[0] : new Object[0];
    row[0] = await(s.value("f"));
    return completedFuture(m);
  }

  static CompletableFuture<Object> literals(Script s) {
    int[] a = {await(s.value(1)), 2, await(s.value(3))};
    Object[] b = {await(s.value("x")), null, new long[] {4L, await(s.value(5L))}};
    int[][] c = {{await(s.value(6))}, {}, null};
    return completedFuture(new Object[] {a, b, c});
  }

  static CompletableFuture<Object> dimensions(Script s) {
    int[] a = new int[await(s.value(2))];
    String[][][] b = new String[await(s.value(1))][await(s.value(2))][];
    b[0][1] = new String[] {"x"};
    return completedFuture(new Object[] {a, b});
  }

  static CompletableFuture<Object> lengthAndClone(Script s) {
    int[] a = await(s.value(new int[] {1, 2}));
    int[] b = a.clone();
    b[0] = await(s.value(9));
    return completedFuture(a.length + await(s.value(new String[3])).length + Arrays.toString(b));
  }

  // merges of arrays of different dimension and element type, alive across an await
  static CompletableFuture<Object> merges(Script s) {
    Object o = await(s.value(true)) ? new int[] {1} : new int[][] {{2}};
    Object[] p = await(s.value(false)) ? new String[] {"a"} : new Integer[] {3};
    Object q = await(s.value(true)) ? new String[0] : "text";
    await(s.value("x"));
    return completedFuture(new Object[] {o, p, q});
  }

  static CompletableFuture<Object> storeOfWrongType(Script s) {
    Object[] a = new Integer[1];
    a[0] = await(s.value("text")); // ArrayStoreException after the await
    return completedFuture(a);
  }

  static CompletableFuture<Object> indexOutOfBounds(Script s) {
    int[] a = new int[1];
    a[s.noted(3)] = await(s.value(1)); // only after the right-hand side
    return completedFuture(a);
  }

  static CompletableFuture<Object> nullArray(Script s) {
    int[] a = null;
    a[s.noted(0)] = await(s.value(1));
    return completedFuture(a);
  }
}
