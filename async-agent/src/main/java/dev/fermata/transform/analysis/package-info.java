/** What is known of a method before anything is decided: types, liveness, monitors, awaits. */
@NullMarked
package dev.fermata.transform.analysis;

import org.jspecify.annotations.NullMarked;
