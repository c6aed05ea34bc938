package dev.fermata.pipeline.engine;

import java.util.concurrent.CompletionStage;

/** Hands on what it takes: between source and sink where there is no other stage. */
final class RelayRun extends PassingRun {

  RelayRun(StagePlace place) {
    super(place);
  }

  @Override
  CompletionStage<?> process(Object item) {
    return handOn(item);
  }
}
