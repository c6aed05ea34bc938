/** The way in through the compiler: {@code javac -Xplugin:Fermata}. */
@NullMarked
package dev.fermata.javac;

import org.jspecify.annotations.NullMarked;
