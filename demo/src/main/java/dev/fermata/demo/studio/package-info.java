/** Where lessons are given: photos to work on, threads, time, and a record of what happens. */
@NullMarked
package dev.fermata.demo.studio;

import org.jspecify.annotations.NullMarked;
