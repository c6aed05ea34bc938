/** What a debugger sees of async methods. */
@NullMarked
package dev.fermata.conformance.debugger;

import org.jspecify.annotations.NullMarked;
