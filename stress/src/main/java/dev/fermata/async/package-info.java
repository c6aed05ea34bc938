/** Races, in the package that they look into. */
package dev.fermata.async;
