/** Instrumentation of class directories at build time. */
@NullMarked
package dev.fermata.transform.build;

import org.jspecify.annotations.NullMarked;
