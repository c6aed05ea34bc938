package dev.fermata.demo.census;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A count in progress. Batches are counted apart and then merged; neither order nor grouping
 * changes the report. Confined to one thread at a time.
 */
public final class Census {
  private final Tally<String> modules = new Tally<>();
  private final Tally<ClassFileVersion> versions = new Tally<>();
  private final Tally<String> instructions = new Tally<>();
  private final Tally<MethodReference> calls = new Tally<>();
  private final List<Unreadable> unreadable = new ArrayList<>();
  private Optional<MethodCode> largestMethod = Optional.empty();
  private long bytes;

  static Census of(List<? extends Finding> batch) {
    var census = new Census();
    batch.forEach(census::add);
    return census;
  }

  void add(Finding finding) {
    if (finding instanceof ClassFile file) {
      modules.add(file.module());
      versions.add(file.version());
      instructions.addAll(file.instructions());
      calls.addAll(file.calls());
      largestMethod = MethodCode.larger(largestMethod, file.largestMethod());
      bytes += file.size();
    } else if (finding instanceof Unreadable file) {
      unreadable.add(file);
    }
  }

  /** Adds what another census counted; that one must not be used any more. */
  public void merge(Census other) {
    modules.merge(other.modules);
    versions.merge(other.versions);
    instructions.merge(other.instructions);
    calls.merge(other.calls);
    unreadable.addAll(other.unreadable);
    largestMethod = MethodCode.larger(largestMethod, other.largestMethod);
    bytes += other.bytes;
  }

  public Report report() {
    return new Report(
        modules.toMap(),
        versions.toMap(),
        instructions.toMap(),
        calls.toMap(),
        largestMethod,
        unreadable,
        bytes);
  }
}
