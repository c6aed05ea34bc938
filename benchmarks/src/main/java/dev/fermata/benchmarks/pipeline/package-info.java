/** Items through stages, beside the libraries that promise the same. */
@NullMarked
package dev.fermata.benchmarks.pipeline;

import org.jspecify.annotations.NullMarked;
