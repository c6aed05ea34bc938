/**
 * Code that no javac makes and the JVM accepts all the same, written with ASM and run like the
 * other targets.
 */
package dev.fermata.transform.bytecode;
