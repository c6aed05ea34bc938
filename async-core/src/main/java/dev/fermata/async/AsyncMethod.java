package dev.fermata.async;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * States that a method is meant to be async: it calls {@link Async#await} and returns a future.
 *
 * <p>The annotation is optional. Where it stands, a method that cannot be transformed is an error
 * with a reason, at build time or when its class is loaded, never a method that silently blocks.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AsyncMethod {}
