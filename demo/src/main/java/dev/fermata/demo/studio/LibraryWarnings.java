package dev.fermata.demo.studio;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** What the library warns of, handed on as lines instead of to the log. */
final class LibraryWarnings extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private static final String LESSONS = "dev.fermata.demo.lessons.";

  private final Consumer<String> lines;
  private final Logger library = (Logger) LoggerFactory.getLogger("dev.fermata.async");

  LibraryWarnings(Consumer<String> lines) {
    this.lines = lines;
    setContext(library.getLoggerContext());
    setName("lesson");
    start();
    library.addAppender(this);
    library.setAdditive(false);
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
      lines.accept("  warning: " + event.getFormattedMessage());
      culprit(event);
    }
  }

  /** The first frame of the stack that is a lesson's. */
  private void culprit(ILoggingEvent event) {
    if (event.getThrowableProxy() == null) {
      return;
    }
    for (var each : event.getThrowableProxy().getStackTraceElementProxyArray()) {
      StackTraceElement frame = each.getStackTraceElement();
      if (frame.getClassName().startsWith(LESSONS)) {
        lines.accept(
            "    at %s(%s:%d)"
                .formatted(frame.getMethodName(), frame.getFileName(), frame.getLineNumber()));
        return;
      }
    }
  }

  @Override
  public void close() {
    library.detachAppender(this);
    library.setAdditive(true);
    stop();
  }
}
