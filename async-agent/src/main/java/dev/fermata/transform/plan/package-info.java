/**
 * What will be done to a method, as immutable records; made from the analysis, read by emission.
 */
@NullMarked
package dev.fermata.transform.plan;

import org.jspecify.annotations.NullMarked;
