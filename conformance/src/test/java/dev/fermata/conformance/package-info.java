/** The numbered rules of the contract: class {@code RuleNN...} holds rule NN to its word. */
@NullMarked
package dev.fermata.conformance;

import org.jspecify.annotations.NullMarked;
