package dev.fermata.demo.census;

import static java.util.Comparator.comparing;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of a census. Two runs over the same files give equal reports.
 *
 * @param classes number of classes by module
 * @param unreadable class files that could not be read or parsed, by path; not part of {@code
 *     classes}
 * @param bytes size of all parsed class files together
 */
public record Report(
    Map<String, Long> classes,
    Map<ClassFileVersion, Long> versions,
    Map<String, Long> instructions,
    Map<MethodReference, Long> calls,
    Optional<MethodCode> largestMethod,
    List<Unreadable> unreadable,
    long bytes) {

  public Report {
    unreadable =
        unreadable.stream().sorted(comparing(file -> file.location().path().toString())).toList();
  }

  /** Class files looked at, readable or not. */
  public long classFiles() {
    return total(classes) + unreadable.size();
  }

  static long total(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The entries with the highest counts; among equal counts in the order of their keys. */
  static <K extends Comparable<K>> List<Map.Entry<K, Long>> top(int count, Map<K, Long> counts) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<K, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(count)
        .toList();
  }
}
