package dev.fermata.pipeline;

import java.io.Serializable;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * An async operation given as a lambda or a method reference. Nobody needs to name this type: it is
 * what lets a stage find the method behind {@code loader::fetch}, its name and its {@link
 * AsyncStage}. It is serializable for that reason alone; nothing is ever serialized.
 *
 * @param <T> what it takes
 * @param <R> what its future holds
 */
@FunctionalInterface
public interface AsyncOperation<T, R> extends Function<T, CompletionStage<R>>, Serializable {}
