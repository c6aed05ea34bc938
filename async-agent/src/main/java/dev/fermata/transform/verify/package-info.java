/** The last gate: emitted code is checked here before anybody else sees it. */
@NullMarked
package dev.fermata.transform.verify;

import org.jspecify.annotations.NullMarked;
