package dev.fermata.async;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** What a class logs, by default the event loop, from now until this is closed. */
final class LoggedEvents implements AutoCloseable {

  private final Logger logger;
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final Consumer<ILoggingEvent> listener;
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          messages.add(event.getLevel() + " " + event.getFormattedMessage());
          listener.accept(event);
        }
      };

  LoggedEvents() {
    this(EventLoop.class, event -> {});
  }

  /** Has {@code listener} called by the thread that logs. */
  LoggedEvents(Class<?> source, Consumer<ILoggingEvent> listener) {
    this.logger = (Logger) LoggerFactory.getLogger(source);
    this.listener = listener;
    appender.start();
    logger.addAppender(appender);
  }

  List<String> messages() {
    return messages;
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
  }
}
