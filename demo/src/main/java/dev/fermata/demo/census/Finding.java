package dev.fermata.demo.census;

/** What became of one class file: parsed, or the reason why not. */
sealed interface Finding permits ClassFile, Unreadable {}
