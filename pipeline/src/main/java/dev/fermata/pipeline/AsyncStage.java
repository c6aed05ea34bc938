package dev.fermata.pipeline;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The settings that an async method wants when it is used as a stage by method reference.
 *
 * <pre>{@code
 * @AsyncStage(concurrency = 16)
 * CompletableFuture<byte[]> fetch(URI uri) { ... }
 *
 * Pipeline.from(uris).pipe(loader::fetch).build();
 * }</pre>
 *
 * <p>{@link StageOptions} given in code win over the annotation. It is not found behind a lambda
 * ({@code uri -> loader.fetch(uri)}) nor behind the few method references that the compiler turns
 * into one (variable arity, {@code super::fetch}).
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AsyncStage {

  /** How many items are worked on at a time, 1 or more. */
  int concurrency() default 1;

  /** Whether results leave in the order in which their items came. */
  boolean ordered() default false;
}
