package dev.fermata.transform.harness;

import dev.fermata.async.EventLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntPredicate;

/** When and by whom futures are completed, as seen from a running scenario. */
enum Way {
  /** Every future is finished when it is handed out: nothing ever suspends. */
  FINISHED {
    @Override
    Observation observe(Scenario scenario) throws InterruptedException {
      return completedInTurn(scenario, index -> true);
    }
  },

  /** Every future is completed after the scenario has returned, by the same thread, no loop. */
  LATER {
    @Override
    Observation observe(Scenario scenario) throws InterruptedException {
      return completedInTurn(scenario, index -> false);
    }
  },

  /** Suspends at the first, third ... await, runs through the others. */
  EVEN_LATER {
    @Override
    Observation observe(Scenario scenario) throws InterruptedException {
      return completedInTurn(scenario, index -> index % 2 == 1);
    }
  },

  /** Runs through the first, third ... await, suspends at the others. */
  ODD_LATER {
    @Override
    Observation observe(Scenario scenario) throws InterruptedException {
      return completedInTurn(scenario, index -> index % 2 == 0);
    }
  },

  /** On an event loop, which completes each future in a turn of its own. */
  LOOP {
    @Override
    Observation observe(Scenario scenario) throws InterruptedException {
      Thread loopThread = Thread.currentThread();
      var script =
          new Script(
              (index, completion) -> EventLoop.current().execute(completion),
              () -> requireThread(loopThread));
      try {
        // The observation wants the stage itself, whatever it ends with.
        CompletionStage<?> stage =
            EventLoop.run(
                () -> {
                  CompletionStage<?> returned = scenario.callCatching(script);
                  return returned == null
                      ? CompletableFuture.completedFuture(null)
                      : returned.handle((value, failure) -> returned);
                });
        return Observation.of(stage, script);
      } catch (RuntimeException | Error e) {
        return Observation.failed(e, script);
      }
    }
  },

  /** Other threads complete the futures, at once: resumption races with suspension. */
  THREADS {
    @Override
    Observation observe(Scenario scenario) throws InterruptedException {
      var script = new Script((index, completion) -> COMPLETERS.execute(completion), () -> {});
      return Observation.of(scenario.callCatching(script), script);
    }
  };

  private static final ExecutorService COMPLETERS =
      Executors.newFixedThreadPool(
          4,
          task -> {
            var thread = new Thread(task, "completer");
            thread.setDaemon(true);
            return thread;
          });

  abstract Observation observe(Scenario scenario) throws InterruptedException;

  private static Observation completedInTurn(Scenario scenario, IntPredicate finished)
      throws InterruptedException {
    Deque<Runnable> pending = new ArrayDeque<>();
    var script =
        new Script(
            (index, completion) -> {
              if (finished.test(index)) {
                completion.run();
              } else {
                pending.add(completion);
              }
            },
            () -> {});
    CompletionStage<?> stage = scenario.callCatching(script);
    while (!pending.isEmpty()) {
      pending.remove().run();
    }
    if (stage != null && !stage.toCompletableFuture().isDone()) {
      return new Observation("never finished", script.events());
    }
    return Observation.of(stage, script);
  }

  private static void requireThread(Thread expected) {
    if (Thread.currentThread() != expected) {
      throw new AssertionError("resumed on " + Thread.currentThread() + ", not on the loop");
    }
  }
}
