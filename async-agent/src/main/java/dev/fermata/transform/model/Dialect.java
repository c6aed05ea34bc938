package dev.fermata.transform.model;

/** Whose {@code await} a method calls, and so how it behaves when it is suspended. */
public enum Dialect {

  /** Ours. */
  FERMATA(RuntimeNames.ASYNC),

  /**
   * That of ea-async: failures arrive as {@code join()} gives them, and before the first suspension
   * they are thrown at the caller; monitors are released while suspended; calls resume inside the
   * completion of what they await.
   */
  EA_ASYNC(RuntimeNames.EA_ASYNC);

  private final String owner;

  Dialect(String owner) {
    this.owner = owner;
  }

  /** Internal name of the class that declares {@code await}. */
  public String owner() {
    return owner;
  }
}
