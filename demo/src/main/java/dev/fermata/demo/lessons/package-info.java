/**
 * The lessons, to be read in order. Each is one file, runs alone, and says in its comment what it
 * shows.
 */
@NullMarked
package dev.fermata.demo.lessons;

import org.jspecify.annotations.NullMarked;
