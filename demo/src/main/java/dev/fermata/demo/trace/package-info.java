/** Who did what when: recorded while a program runs, shown as text and as a picture. */
@NullMarked
package dev.fermata.demo.trace;

import org.jspecify.annotations.NullMarked;
