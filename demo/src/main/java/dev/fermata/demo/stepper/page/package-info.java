/** The page that plays recordings: its files, served over HTTP or written into a folder. */
@NullMarked
package dev.fermata.demo.stepper.page;

import org.jspecify.annotations.NullMarked;
