/** The command line of the demo. */
@NullMarked
package dev.fermata.demo;

import org.jspecify.annotations.NullMarked;
