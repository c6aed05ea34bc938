/** The lessons as a course: their texts and sources, on the terminal and as pages to read. */
@NullMarked
package dev.fermata.demo.course;

import org.jspecify.annotations.NullMarked;
