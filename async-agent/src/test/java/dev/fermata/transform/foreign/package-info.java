/**
 * What compilers other than javac make of awaits: {@link dev.fermata.transform.foreign.Compiler}
 * names them, {@link dev.fermata.transform.foreign.ForeignCompilersTest} compares.
 */
package dev.fermata.transform.foreign;
