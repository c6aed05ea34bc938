package dev.fermata.demo;

import dev.fermata.demo.census.Progress;
import java.io.PrintStream;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress as a bar on the last line of a terminal. Its total grows while modules are listed. */
final class ProgressLine implements Progress {
  private static final int REFRESH_MILLIS = 100;

  private final AtomicLong total = new AtomicLong();
  private final ProgressBar bar;

  /** The width is given, so that the library opens no terminal of its own (and no signals). */
  private ProgressLine(String task, PrintStream terminal, int columns) {
    bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(0)
            .setUpdateIntervalMillis(REFRESH_MILLIS)
            .setStyle(ProgressBarStyle.ASCII)
            .hideEta()
            .setConsumer(new ConsoleProgressBarConsumer(terminal, columns - 1))
            .build();
  }

  /** On standard error, if that is a terminal. */
  static Progress onErrorTerminal(String task) {
    OptionalInt columns = ErrorTerminal.columns();
    return columns.isPresent()
        ? new ProgressLine(task, System.err, columns.getAsInt())
        : Progress.UNSEEN;
  }

  @Override
  public void found(int classFiles) {
    bar.maxHint(total.addAndGet(classFiles));
  }

  @Override
  public void examined(int classFiles) {
    bar.stepBy(classFiles);
  }

  /** Draws the final state and ends the line. */
  @Override
  public void close() {
    bar.close();
  }
}
