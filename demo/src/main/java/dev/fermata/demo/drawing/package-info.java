/** What pictures of runs have in common: SVG, and time as a length. */
@NullMarked
package dev.fermata.demo.drawing;

import org.jspecify.annotations.NullMarked;
