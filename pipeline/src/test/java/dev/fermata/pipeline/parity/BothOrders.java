package dev.fermata.pipeline.parity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A test of {@code (boolean ordered, int concurrency)}: either order, one lane, two and many. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "ordered {0}, concurrency {1}")
@CsvSource({"false, 1", "false, 2", "false, 8", "true, 1", "true, 2", "true, 8"})
@interface BothOrders {}
