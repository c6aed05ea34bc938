package dev.fermata.async;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of suspended calls. Emitted code picks the smallest that holds what lives across the
 * suspensions of its method: {@code RxWy} has room for {@code x} references and {@code y}
 * primitives, each primitive in 64 bits. Not for users.
 *
 * <p>All fields are plain. They are written before the call is published to whoever will complete
 * the awaited stage, and read after that completion: whoever hands the wake-up over orders them.
 */
@SuppressWarnings("MissingSerialVersionUID")
public final class Frames {

  private Frames() {}

  /** 0 references, 0 primitives. */
  public static final class R0W0<T extends @Nullable Object> extends Continuation<T> {

    public R0W0(Body body) {
      super(body);
    }

    @Override
    void clearSlots() {}
  }

  /** 0 references, 1 primitive. */
  public static final class R0W1<T extends @Nullable Object> extends Continuation<T> {
    public long w0;

    public R0W1(Body body) {
      super(body);
    }

    @Override
    void clearSlots() {}
  }

  /** 0 references, 2 primitives. */
  public static final class R0W2<T extends @Nullable Object> extends Continuation<T> {
    public long w0;
    public long w1;

    public R0W2(Body body) {
      super(body);
    }

    @Override
    void clearSlots() {}
  }

  /** 0 references, 4 primitives. */
  public static final class R0W4<T extends @Nullable Object> extends Continuation<T> {
    public long w0;
    public long w1;
    public long w2;
    public long w3;

    public R0W4(Body body) {
      super(body);
    }

    @Override
    void clearSlots() {}
  }

  /** 2 references, 0 primitives. */
  public static final class R2W0<T extends @Nullable Object> extends Continuation<T> {
    public @Nullable Object r0;
    public @Nullable Object r1;

    public R2W0(Body body) {
      super(body);
    }

    @Override
    void clearSlots() {
      r0 = null;
      r1 = null;
    }
  }

  /** 2 references, 1 primitive. */
  public static final class R2W1<T extends @Nullable Object> extends Continuation<T> {
    public @Nullable Object r0;
    public @Nullable Object r1;
    public long w0;

    public R2W1(Body body) {
      super(body);
    }

    @Override
    void clearSlots() {
      r0 = null;
      r1 = null;
    }
  }

  /** 2 references, 2 primitives. */
  public static final class R2W2<T extends @Nullable Object> extends Continuation<T> {
    public @Nullable Object r0;
    public @Nullable Object r1;
    public long w0;
    public long w1;

    public R2W2(Body body) {
      super(body);
    }

    @Override
    void clearSlots() {
      r0 = null;
      r1 = null;
    }
  }

  /** 2 references, 4 primitives. */
  public static final class R2W4<T extends @Nullable Object> extends Continuation<T> {
    public @Nullable Object r0;
    public @Nullable Object r1;
    public long w0;
    public long w1;
    public long w2;
    public long w3;

    public R2W4(Body body) {
      super(body);
    }

    @Override
    void clearSlots() {
      r0 = null;
      r1 = null;
    }
  }

  /** 4 references, 0 primitives. */
  public static final class R4W0<T extends @Nullable Object> extends Continuation<T> {
    public @Nullable Object r0;
    public @Nullable Object r1;
    public @Nullable Object r2;
    public @Nullable Object r3;

    public R4W0(Body body) {
      super(body);
    }

    @Override
    void clearSlots() {
      r0 = null;
      r1 = null;
      r2 = null;
      r3 = null;
    }
  }

  /** 4 references, 1 primitive. */
  public static final class R4W1<T extends @Nullable Object> extends Continuation<T> {
    public @Nullable Object r0;
    public @Nullable Object r1;
    public @Nullable Object r2;
    public @Nullable Object r3;
    public long w0;

    public R4W1(Body body) {
      super(body);
    }

    @Override
    void clearSlots() {
      r0 = null;
      r1 = null;
      r2 = null;
      r3 = null;
    }
  }

  /** 4 references, 2 primitives. */
  public static final class R4W2<T extends @Nullable Object> extends Continuation<T> {
    public @Nullable Object r0;
    public @Nullable Object r1;
    public @Nullable Object r2;
    public @Nullable Object r3;
    public long w0;
    public long w1;

    public R4W2(Body body) {
      super(body);
    }

    @Override
    void clearSlots() {
      r0 = null;
      r1 = null;
      r2 = null;
      r3 = null;
    }
  }

  /** 4 references, 4 primitives. */
  public static final class R4W4<T extends @Nullable Object> extends Continuation<T> {
    public @Nullable Object r0;
    public @Nullable Object r1;
    public @Nullable Object r2;
    public @Nullable Object r3;
    public long w0;
    public long w1;
    public long w2;
    public long w3;

    public R4W4(Body body) {
      super(body);
    }

    @Override
    void clearSlots() {
      r0 = null;
      r1 = null;
      r2 = null;
      r3 = null;
    }
  }

  /** 8 references, 0 primitives. */
  public static final class R8W0<T extends @Nullable Object> extends Continuation<T> {
    public @Nullable Object r0;
    public @Nullable Object r1;
    public @Nullable Object r2;
    public @Nullable Object r3;
    public @Nullable Object r4;
    public @Nullable Object r5;
    public @Nullable Object r6;
    public @Nullable Object r7;

    public R8W0(Body body) {
      super(body);
    }

    @Override
    void clearSlots() {
      r0 = null;
      r1 = null;
      r2 = null;
      r3 = null;
      r4 = null;
      r5 = null;
      r6 = null;
      r7 = null;
    }
  }

  /** 8 references, 1 primitive. */
  public static final class R8W1<T extends @Nullable Object> extends Continuation<T> {
    public @Nullable Object r0;
    public @Nullable Object r1;
    public @Nullable Object r2;
    public @Nullable Object r3;
    public @Nullable Object r4;
    public @Nullable Object r5;
    public @Nullable Object r6;
    public @Nullable Object r7;
    public long w0;

    public R8W1(Body body) {
      super(body);
    }

    @Override
    void clearSlots() {
      r0 = null;
      r1 = null;
      r2 = null;
      r3 = null;
      r4 = null;
      r5 = null;
      r6 = null;
      r7 = null;
    }
  }

  /** 8 references, 2 primitives. */
  public static final class R8W2<T extends @Nullable Object> extends Continuation<T> {
    public @Nullable Object r0;
    public @Nullable Object r1;
    public @Nullable Object r2;
    public @Nullable Object r3;
    public @Nullable Object r4;
    public @Nullable Object r5;
    public @Nullable Object r6;
    public @Nullable Object r7;
    public long w0;
    public long w1;

    public R8W2(Body body) {
      super(body);
    }

    @Override
    void clearSlots() {
      r0 = null;
      r1 = null;
      r2 = null;
      r3 = null;
      r4 = null;
      r5 = null;
      r6 = null;
      r7 = null;
    }
  }

  /** 8 references, 4 primitives. */
  public static final class R8W4<T extends @Nullable Object> extends Continuation<T> {
    public @Nullable Object r0;
    public @Nullable Object r1;
    public @Nullable Object r2;
    public @Nullable Object r3;
    public @Nullable Object r4;
    public @Nullable Object r5;
    public @Nullable Object r6;
    public @Nullable Object r7;
    public long w0;
    public long w1;
    public long w2;
    public long w3;

    public R8W4(Body body) {
      super(body);
    }

    @Override
    void clearSlots() {
      r0 = null;
      r1 = null;
      r2 = null;
      r3 = null;
      r4 = null;
      r5 = null;
      r6 = null;
      r7 = null;
    }
  }

  /** Any number of both, in arrays. */
  public static final class Wide<T extends @Nullable Object> extends Continuation<T> {
    public final @Nullable Object[] refs;
    public final long[] words;

    public Wide(Body body, int refs, int words) {
      super(body);
      this.refs = new @Nullable Object[refs];
      this.words = new long[words];
    }

    @Override
    void clearSlots() {
      Arrays.fill(refs, null);
    }
  }
}
