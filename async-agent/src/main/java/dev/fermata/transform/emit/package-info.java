/** Bytecode from plans. Decides nothing. */
@NullMarked
package dev.fermata.transform.emit;

import org.jspecify.annotations.NullMarked;
