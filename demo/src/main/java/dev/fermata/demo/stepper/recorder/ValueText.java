package dev.fermata.demo.stepper.recorder;

import static java.util.stream.Collectors.joining;

import com.sun.jdi.ArrayReference;
import com.sun.jdi.CharValue;
import com.sun.jdi.ClassType;
import com.sun.jdi.PrimitiveValue;
import com.sun.jdi.StringReference;
import com.sun.jdi.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Values as a reader of the source would write them. No code of the recorded program runs for it:
 * what is known is read from fields, of everything else the class is named.
 */
final class ValueText {

  /** Stands before the failure of a future. */
  static final String FAILED = "failed: ";

  private static final String QUEUE = "dev.fermata.async.AsyncQueue";
  private static final int MAX_ELEMENTS = 8;
  private static final Set<String> BOXES =
      Set.of(
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Short",
          "java.lang.Byte",
          "java.lang.Boolean",
          "java.lang.Double",
          "java.lang.Float",
          "java.lang.Character");

  private final StageNames stages;

  ValueText(StageNames stages) {
    this.stages = stages;
  }

  /** Without what changes, and what lambdas remember: for names. */
  String brief(@Nullable Value value) {
    return Mirror.of(value).flatMap(ValueText::brief).orElseGet(() -> of(value));
  }

  private static Optional<String> brief(Mirror object) {
    if (Lambda.isLambda(object)) {
      return Optional.of(new Lambda(object).method());
    }
    return object.className().equals(QUEUE) ? Optional.of("queue") : Optional.empty();
  }

  String of(@Nullable Value value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof CharValue character) {
      return "'" + character.value() + "'";
    }
    if (value instanceof PrimitiveValue) {
      return value.toString();
    }
    if (value instanceof StringReference text) {
      return '"' + text.value() + '"';
    }
    return ofObject(Mirror.of(value).orElseThrow());
  }

  private String ofObject(Mirror object) {
    if (Lambda.isLambda(object)) {
      return ofLambda(new Lambda(object));
    }
    if (BOXES.contains(object.className())) {
      return of(object.value("value"));
    }
    if (object.isA("java.util.concurrent.CompletableFuture")) {
      return ofFuture(object);
    }
    if (object.object() instanceof ArrayReference) {
      return list(object.elements());
    }
    if (object.isA("java.lang.Record")) {
      return ofRecord(object);
    }
    if (object.isA("java.lang.Enum")) {
      return object.string("name").orElseThrow();
    }
    if (object.isA("java.lang.Throwable")) {
      return object.simpleName() + object.string("detailMessage").map(m -> ": " + m).orElse("");
    }
    return ofKnownClass(object);
  }

  private String ofKnownClass(Mirror object) {
    return switch (object.className()) {
      case "java.util.ArrayList" ->
          list(object.need("elementData").elements().subList(0, object.intOf("size")));
      case "java.util.ImmutableCollections$ListN" -> list(object.need("elements").elements());
      case "java.util.ImmutableCollections$List12" ->
          list(
              Stream.of(object.value("e0"), object.value("e1"))
                  .filter(element -> element != null && !isEmptySlot(element))
                  .toList());
      case "java.util.Collections$UnmodifiableList",
          "java.util.Collections$UnmodifiableRandomAccessList" ->
          of(object.value("list"));
      case "java.util.ArrayDeque" -> list(Fifo.ofDeque(object));
      case "java.time.Duration" -> Seconds.of(object.longOf("seconds"), object.intOf("nanos"));
      case QUEUE -> "queue " + of(object.value("items"));
      default -> object.simpleName();
    };
  }

  /** In a list of one element, the second field holds an object that stands for nothing. */
  private static boolean isEmptySlot(Value element) {
    return element.type().name().equals("java.lang.Object");
  }

  private String ofFuture(Mirror future) {
    return stages.nameOf(future) + result(future).map(text -> " = " + text).orElse("");
  }

  /** What a future has ended with, a failure after {@link #FAILED}; empty while it has not. */
  Optional<String> result(Mirror future) {
    return future
        .get("result")
        .map(
            result -> {
              if (!result.className().equals("java.util.concurrent.CompletableFuture$AltResult")) {
                return of(result.object());
              }
              return result.get("ex").map(failure -> FAILED + ofObject(failure)).orElse("null");
            });
  }

  private String ofRecord(Mirror record) {
    return ((ClassType) record.object().referenceType())
        .fields().stream()
            .filter(field -> !field.isStatic())
            .map(field -> record.value(field.name()))
            .filter(value -> !isOfUnknownClass(value))
            .map(this::of)
            .collect(joining(", ", record.simpleName() + "(", ")"));
  }

  /** Its method, and what it remembers. */
  private String ofLambda(Lambda lambda) {
    String remembered =
        lambda.captured().stream()
            .filter(value -> !isOfUnknownClass(value))
            .map(this::brief)
            .collect(joining(", "));
    return remembered.isEmpty() ? lambda.method() : lambda.method() + "(" + remembered + ")";
  }

  /** Whether nothing could be told of an object but its class. */
  private boolean isOfUnknownClass(@Nullable Value value) {
    return Mirror.of(value).filter(object -> of(value).equals(object.simpleName())).isPresent();
  }

  private String list(List<? extends @Nullable Value> elements) {
    String shown = elements.stream().limit(MAX_ELEMENTS).map(this::of).collect(joining(", "));
    return elements.size() > MAX_ELEMENTS ? "[" + shown + ", …]" : "[" + shown + "]";
  }
}
