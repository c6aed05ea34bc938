/** What the stepper plays: the steps of one run, and how they are written down. */
@NullMarked
package dev.fermata.demo.stepper.recording;

import org.jspecify.annotations.NullMarked;
