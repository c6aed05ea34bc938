package dev.fermata.async;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Makes the {@link Body} of an async method, and remembers what it is the body of. The memory hangs
 * on the body's class, which it has for itself, and is looked into by diagnostics only: a suspended
 * call carries nothing of it.
 */
final class BodyLinkage {

  private static final ClassValue<BodyLinkage> OF_CLASS =
      new ClassValue<>() {
        @Override
        protected BodyLinkage computeValue(Class<?> body) {
          return new BodyLinkage();
        }
      };

  /** Null for a body that was not linked here. Written once, before anybody has the body. */
  private volatile @Nullable Source source;

  private BodyLinkage() {}

  /**
   * Where a body comes from.
   *
   * @param name as in {@code dev.shop.Shop.buy}
   * @param positions of the suspension points, by their index
   */
  private record Source(String name, List<StackTraceElement> positions) {}

  static CallSite link(
      MethodHandles.Lookup caller,
      MethodType type,
      MethodHandle resume,
      String method,
      String file,
      String lines)
      throws Throwable {
    String className = caller.lookupClass().getName();
    var source = new Source(className + "." + method, positions(className, method, file, lines));
    Body body =
        caller.lookupClass().isHidden()
            ? new HiddenBody(resume, source)
            : linked(caller, type, resume, source);
    return new ConstantCallSite(MethodHandles.constant(Body.class, body));
  }

  /** Links {@code body}, whose class no other body has. */
  static CallSite link(Body body, String className, String method, String file, String lines) {
    OF_CLASS.get(body.getClass()).source =
        new Source(className + "." + method, positions(className, method, file, lines));
    return new ConstantCallSite(MethodHandles.constant(Body.class, body));
  }

  private static Body linked(
      MethodHandles.Lookup caller, MethodType type, MethodHandle resume, Source source)
      throws Throwable {
    MethodType signature = resume.type();
    Body body =
        (Body)
            LambdaMetafactory.metafactory(caller, "resume", type, signature, resume, signature)
                .getTarget()
                .invoke();
    OF_CLASS.get(body.getClass()).source = source;
    return body;
  }

  /** The metafactory of JDK 17 names the class of the method, and hidden classes have no name. */
  private record HiddenBody(MethodHandle handle, Source source) implements Body {
    @Override
    public @Nullable CompletionStage<?> resume(Continuation<?> continuation) throws Throwable {
      return (@Nullable CompletionStage<?>) handle.invokeExact(continuation);
    }
  }

  private static @Nullable Source sourceOf(Body body) {
    return body instanceof HiddenBody hidden ? hidden.source : OF_CLASS.get(body.getClass()).source;
  }

  private static List<StackTraceElement> positions(
      String className, String method, String file, String lines) {
    @Nullable String knownFile = file.isEmpty() ? null : file;
    return Arrays.stream(lines.split(",", -1))
        .filter(line -> !line.isEmpty())
        .map(line -> new StackTraceElement(className, method, knownFile, Integer.parseInt(line)))
        .toList();
  }

  /** As in {@code dev.shop.Shop.buy}. */
  static String methodOf(Body body) {
    Source known = sourceOf(body);
    return known == null ? "an async method" : known.name;
  }

  /**
   * Where {@code body} waits at suspension point {@code state}; null when it is nobody's method.
   */
  static @Nullable StackTraceElement position(Body body, int state) {
    Source known = sourceOf(body);
    return known == null || state >= known.positions.size() ? null : known.positions.get(state);
  }
}
