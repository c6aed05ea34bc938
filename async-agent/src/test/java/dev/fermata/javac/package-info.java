/** Tests of the compiler plugin. */
package dev.fermata.javac;
