/** Small programs to watch in the stepper. Each runs alone: it has a {@code main} method. */
@NullMarked
package dev.fermata.demo.stepper.programs;

import org.jspecify.annotations.NullMarked;
