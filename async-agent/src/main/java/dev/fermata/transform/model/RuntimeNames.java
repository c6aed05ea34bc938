package dev.fermata.transform.model;

/**
 * The names in {@code async-core} that emitted code refers to. The transformer knows the runtime by
 * name only: it runs in build tools and in programs whose class path it cannot see.
 */
public final class RuntimeNames {

  public static final String ASYNC = "dev/fermata/async/Async";
  public static final String ASYNC_METHOD = "Ldev/fermata/async/AsyncMethod;";
  public static final String TASK = "dev/fermata/async/Task";
  public static final String CONTINUATION = "dev/fermata/async/Continuation";
  public static final String BODY = "dev/fermata/async/Body";
  public static final String FRAMES = "dev/fermata/async/Frames";
  public static final String LATE_BINDING = "dev/fermata/async/LateBinding";

  /** The class whose {@code await} was there before ours. */
  public static final String EA_ASYNC = "com/ea/async/Async";

  /** What code calls that has been rewritten from ea-async's await. */
  public static final String EA_ASYNC_RUNTIME = "dev/fermata/async/EaAsync";

  public static final String STAGE = "java/util/concurrent/CompletionStage";
  public static final String FUTURE = "java/util/concurrent/CompletableFuture";

  private RuntimeNames() {}
}
