/** What an await costs, beside the other ways to say the same. */
@NullMarked
package dev.fermata.benchmarks;

import org.jspecify.annotations.NullMarked;
