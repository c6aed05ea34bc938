/** Targets that use the language of Java 9 to 17. */
package dev.fermata.transform.targets.java17;
