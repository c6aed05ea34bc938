package dev.fermata.transform.fuzz;

import dev.fermata.transform.harness.Script;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * What generated programs know of the world: a {@link Script}, coins to toss, and fuel, of which so
 * little is left after a while that every program ends.
 */
public final class Play {

  /** How many coins there are; the first always shows the same. */
  static final int COINS = 40;

  private static final int FUEL = 300;

  private final Script script;
  private int fuel = FUEL;
  private final int[] tosses = new int[COINS];

  public Play(Script script) {
    this.script = script;
  }

  /** Thrown by everything as soon as the fuel is used up. */
  public static final class OutOfFuel extends Error {
    private static final long serialVersionUID = 1;
  }

  /** A checked exception that only generated programs throw. */
  public static final class Checked extends Exception {
    private static final long serialVersionUID = 1;

    public Checked(String message) {
      super(message);
    }
  }

  /** The body of an async lambda. */
  @FunctionalInterface
  public interface Body<T> {
    CompletableFuture<T> run() throws Exception;
  }

  /** A resource whose closing is seen. */
  public final class Resource implements AutoCloseable {
    private final int number;

    private Resource(int number) {
      this.number = number;
    }

    @Override
    public void close() {
      script.note("close " + number);
      if (number % 5 == 4) {
        throw new IllegalStateException("closing " + number);
      }
    }
  }

  /** What generated programs construct. */
  public static final class Pair {
    private final int left;
    private final Object right;

    public Pair(int left, Object right) {
      this.left = left;
      this.right = right;
    }

    public int plus(int more) {
      return left + more;
    }

    @Override
    public String toString() {
      return "Pair[" + left + "," + text(right) + "]";
    }
  }

  public void burn() {
    if (--fuel < 0) {
      throw new OutOfFuel();
    }
  }

  /** Says to the compiler that checked exceptions may come. */
  public void risk() throws Exception {
    burn();
  }

  public <T> CompletableFuture<T> later(T value) {
    burn();
    return script.value(value);
  }

  public <T> CompletableFuture<T> fail(int kind) {
    burn();
    return script.failure(failure(kind));
  }

  public <T> CompletableFuture<T> run(Body<T> body) throws Exception {
    burn();
    return body.run();
  }

  /** Tosses one of the coins; the others do not change what it shows. */
  public boolean coin(int coin) {
    burn();
    int toss = 31 * coin + tosses[coin]++ * coin;
    return (((toss * 0x9E3779B9) >>> 16) & 1) != 0;
  }

  public void note(Object event) {
    burn();
    script.note(event);
  }

  public <T> T noted(T event) {
    note(event);
    return event;
  }

  public Resource open(int number) {
    note("open " + number);
    return new Resource(number);
  }

  /** Throws an exception of one of several types; declared so that javac sees no dead code. */
  @SuppressWarnings("TypeParameterUnusedInFormals")
  public <T> T raise(int kind) throws Exception {
    burn();
    Throwable failure = failure(kind);
    if (failure instanceof Error error) {
      throw error;
    }
    throw (Exception) failure;
  }

  private static Throwable failure(int kind) {
    return switch (kind) {
      case 0 -> new IllegalStateException("state");
      case 1 -> new IllegalArgumentException("argument");
      case 2 -> new IOException("io");
      case 3 -> new Checked("checked");
      case 4 -> new ArithmeticException("arithmetic");
      default -> new AssertionError("assertion");
    };
  }

  /** Takes operands of many kinds. */
  public static int mix(int a, long b, Object c, double d) {
    return a + 31 * Long.hashCode(b) + text(c).length() + (int) d;
  }

  /** The same in every run, whatever the object. */
  public static String text(Object value) {
    boolean tellsItsIdentity =
        value instanceof Object[]
            || value instanceof int[]
            || value instanceof long[]
            || value instanceof CompletableFuture;
    return tellsItsIdentity ? value.getClass().getSimpleName() : String.valueOf(value);
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  public static <T> T oneOf(int index, T... values) {
    return values[Math.floorMod(index, values.length)];
  }
}
