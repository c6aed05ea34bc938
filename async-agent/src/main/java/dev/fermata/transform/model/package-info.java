/** The words that all stages of the transformer share: names, class files, rejections. */
@NullMarked
package dev.fermata.transform.model;

import org.jspecify.annotations.NullMarked;
