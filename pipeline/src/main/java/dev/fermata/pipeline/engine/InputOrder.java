package dev.fermata.pipeline.engine;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** First come, first served, whoever is ready first. */
final class InputOrder implements HandOffOrder {
  private static final CompletableFuture<Void> NOW = CompletableFuture.completedFuture(null);

  // Tickets out at any time are consecutive and no more than there are lanes, so that each has a
  // place of its own in the ring. It grows with the number of lanes, by powers of two.
  private @Nullable InTurn[] waiting;
  private long drawn;
  private long serving;

  /** Who is told of its turn, and passes it later. */
  private static final class Told extends CompletableFuture<@Nullable Void> implements InTurn {
    @Override
    public boolean takesTurn() {
      complete(null);
      return false;
    }
  }

  InputOrder(int lanes) {
    waiting = new InTurn[lanes == 1 ? 1 : Integer.highestOneBit(lanes - 1) << 1];
  }

  @Override
  public long draw() {
    if (drawn - serving == waiting.length) {
      grow();
    }
    return drawn++;
  }

  @Override
  public boolean isTurn(long ticket) {
    return ticket == serving;
  }

  @Override
  public CompletionStage<?> turn(long ticket) {
    if (isTurn(ticket)) {
      return NOW;
    }
    var turn = new Told();
    lineUp(ticket, turn);
    return turn;
  }

  @Override
  public void lineUp(long ticket, InTurn who) {
    waiting[place(ticket)] = who;
  }

  @Override
  public void pass(long ticket) {
    serving = ticket + 1;
    InTurn next = leavesLine();
    while (next != null && next.takesTurn()) {
      serving++;
      next = leavesLine();
    }
  }

  /** Who waits for the turn that is served, if it does already. */
  private @Nullable InTurn leavesLine() {
    int place = place(serving);
    InTurn next = waiting[place];
    if (next != null) {
      waiting[place] = null;
    }
    return next;
  }

  @Override
  public boolean isNear(long ticket, int turns) {
    return ticket - serving < turns;
  }

  private void grow() {
    var before = waiting;
    waiting = Arrays.copyOf(before, 2 * before.length);
    Arrays.fill(waiting, null);
    for (long ticket = serving; ticket < drawn; ticket++) {
      waiting[place(ticket)] = before[(int) ticket & (before.length - 1)];
    }
  }

  private int place(long ticket) {
    return (int) ticket & (waiting.length - 1);
  }
}
