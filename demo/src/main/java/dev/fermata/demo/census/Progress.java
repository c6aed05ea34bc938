package dev.fermata.demo.census;

/** Is told how far a census has come. Called from several threads, often: it must be quick. */
public interface Progress extends AutoCloseable {
  Progress UNSEEN = new Progress() {};

  /** So many more class files were found. */
  default void found(int classFiles) {}

  /** So many more class files are done with. */
  default void examined(int classFiles) {}

  /** There is no more to tell. */
  @Override
  default void close() {}
}
