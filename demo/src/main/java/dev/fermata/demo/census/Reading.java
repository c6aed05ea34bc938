package dev.fermata.demo.census;

/** What reading a class file gave. */
sealed interface Reading permits ClassBytes, Unreadable {
  ClassLocation location();
}
