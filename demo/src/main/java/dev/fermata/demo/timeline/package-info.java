/** Records who ran when in a staged run, and draws it as an SVG picture. */
@NullMarked
package dev.fermata.demo.timeline;

import org.jspecify.annotations.NullMarked;
