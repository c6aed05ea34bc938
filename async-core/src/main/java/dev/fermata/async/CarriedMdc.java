package dev.fermata.async;

import java.util.Map;
import org.slf4j.MDC;

/** The map of the MDC; without a logging system behind slf4j there is none, and nothing happens. */
enum CarriedMdc implements CarriedState<Map<String, String>> {
  INSTANCE;

  @Override
  public Map<String, String> capture() {
    Map<String, String> map = MDC.getCopyOfContextMap();
    return map == null ? Map.of() : map;
  }

  @Override
  public void restore(Map<String, String> state) {
    if (state.isEmpty()) {
      MDC.clear();
    } else {
      MDC.setContextMap(state);
    }
  }
}
