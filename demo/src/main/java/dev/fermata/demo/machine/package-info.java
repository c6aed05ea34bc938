/** What the transformer made of a class, read from its class file. */
@NullMarked
package dev.fermata.demo.machine;

import org.jspecify.annotations.NullMarked;
