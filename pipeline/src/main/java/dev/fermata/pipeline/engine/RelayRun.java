package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;

import dev.fermata.async.TaskGroup;
import java.util.concurrent.CompletionStage;

/** Hands on what it takes: between source and sink where there is no other stage. */
final class RelayRun extends StageRun {

  RelayRun(StagePlace place) {
    super(place);
  }

  @Override
  CompletionStage<Void> work(TaskGroup lanes) {
    for (Object item = await(next()); !isEnd(item); item = await(next())) {
      await(handOn(item));
    }
    return DONE;
  }
}
