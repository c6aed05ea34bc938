package dev.fermata.pipeline.random;

import dev.fermata.pipeline.Builder;
import dev.fermata.pipeline.operation.DeadLetter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** A case made into a pipeline, with what its parts see of its one run. */
final class RandomPipeline {
  private final RandomSource source;
  private final List<RandomStage> stages = new ArrayList<>();
  private final int sink;
  private final QuietClock clock = new QuietClock();
  private final ConcurrentLinkedQueue<String> dropped = new ConcurrentLinkedQueue<>();

  RandomPipeline(RandomCase of) {
    source = new RandomSource(of.random(1).nextLong(), of.items());
    of.stages().forEach(seed -> stages.add(RandomStage.of(seed, 0)));
    sink = of.sink();
  }

  /** Puts a stage before the one of that number. */
  void insert(int number, RandomStage stage) {
    stages.add(number, stage);
  }

  /** Makes a part of its source fail, before it is built. */
  FailingPoint failSource(Random random) {
    return source.fail(random);
  }

  RandomSource source() {
    return source;
  }

  int stages() {
    return stages.size();
  }

  /** The items that a plain loop would bring to the stage of that number, in the first epoch. */
  List<String> before(int number) {
    return RandomStage.expected(
        source.expected(0, new ArrayList<>()),
        source.order(),
        new ArrayList<>(),
        stages.subList(0, number));
  }

  /** In which order they come there. */
  Order orderBefore(int number) {
    return RandomStage.after(source.order(), stages.subList(0, number));
  }

  /** To be built once. */
  Builder<String> builder() {
    return RandomStage.addAll(source.builder(), source.order(), stages)
        .sink(sink)
        .deadLetters(this::drop)
        .clock(clock);
  }

  private void drop(DeadLetter letter) {
    dropped.add(Items.ofLetter(letter));
  }

  boolean isContinuous() {
    return source.isContinuous();
  }

  Order order() {
    return RandomStage.after(source.order(), stages);
  }

  /** What a plain loop would make of one epoch. */
  List<String> expected(int epoch, List<String> failed) {
    return RandomStage.expected(source.expected(epoch, failed), source.order(), failed, stages);
  }

  /** The items that were dropped because their operation failed, of the first epochs. */
  List<String> dropped(int epochs) {
    return Stream.of(dropped, source.letters(), RandomStage.letters(stages))
        .flatMap(Collection::stream)
        .filter(item -> Items.epoch(item) < epochs)
        .toList();
  }

  /** What its parts saw that should not be, once it is closed. */
  List<String> faults(boolean complete) {
    var faults = new ArrayList<>(source.faults(complete));
    faults.addAll(faultsOfStages(complete));
    return faults;
  }

  /** The same of the stages alone, which must have ended when all items have come out. */
  List<String> faultsOfStages(boolean complete) {
    return RandomStage.faults(stages, complete);
  }

  @Override
  public String toString() {
    return source + " -> " + stages + " -> sink of " + sink;
  }
}
