package dev.fermata.async;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the {@link Body} of an async method, and remembers what it is the body of. The memory is a
 * side table, looked into by diagnostics only, so that a suspended call carries nothing of it.
 */
final class BodyLinkage {

  /** Keys are compared by identity: they are lambdas. Values do not refer to them. */
  private static final Map<Body, Source> SOURCES = Collections.synchronizedMap(new WeakHashMap<>());

  private BodyLinkage() {}

  /**
   * Where a body comes from.
   *
   * @param lines source line of each suspension point, separated by commas
   */
  private record Source(String className, String method, String file, String lines) {}

  static CallSite link(
      MethodHandles.Lookup caller,
      MethodType type,
      MethodHandle resume,
      String method,
      String file,
      String lines)
      throws Throwable {
    MethodType signature = resume.type();
    Body body =
        (Body)
            LambdaMetafactory.metafactory(caller, "resume", type, signature, resume, signature)
                .getTarget()
                .invoke();
    SOURCES.put(body, new Source(caller.lookupClass().getName(), method, file, lines));
    return new ConstantCallSite(MethodHandles.constant(Body.class, body));
  }

  /** As in {@code dev.shop.Shop.buy}. */
  static String methodOf(Body body) {
    Source source = SOURCES.get(body);
    return source == null ? "an async method" : source.className + "." + source.method;
  }

  /**
   * Where {@code body} waits at suspension point {@code state}; null when it is nobody's method.
   */
  static @Nullable StackTraceElement position(Body body, int state) {
    Source source = SOURCES.get(body);
    if (source == null) {
      return null;
    }
    String[] lines = source.lines.split(",", -1);
    int line = state < lines.length ? Integer.parseInt(lines[state]) : 0;
    return new StackTraceElement(source.className, source.method, source.file, line);
  }
}
