package dev.fermata.transform.harness;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Values and failures as text that is the same for every class loader. */
final class Rendering {

  private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]{1,8}\\b");

  private Rendering() {}

  static String of(Object value) {
    if (value instanceof Throwable failure) {
      return failure(failure);
    }
    String inBrackets = Arrays.deepToString(new Object[] {value});
    return IDENTITY.matcher(inBrackets.substring(1, inBrackets.length() - 1)).replaceAll("");
  }

  private static String failure(Throwable failure) {
    var text = new StringBuilder(failure.getClass().getName());
    if (tellsOnlyWhatTheProgramSaid(failure)) {
      text.append(": ").append(failure.getMessage());
    }
    if (failure.getCause() != null) {
      text.append(" caused by ").append(failure(failure.getCause()));
    }
    for (Throwable suppressed : failure.getSuppressed()) {
      text.append(" suppressing ").append(failure(suppressed));
    }
    return text.toString();
  }

  /** The JVM's own messages name call sites and class loaders, which may differ. */
  private static boolean tellsOnlyWhatTheProgramSaid(Throwable failure) {
    return !(failure instanceof NullPointerException || failure instanceof ClassCastException);
  }
}
