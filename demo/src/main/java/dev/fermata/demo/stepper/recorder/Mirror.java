package dev.fermata.demo.stepper.recorder;

import com.sun.jdi.ArrayReference;
import com.sun.jdi.Field;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.PrimitiveValue;
import com.sun.jdi.StringReference;
import com.sun.jdi.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An object of the recorded JVM, with its fields by name, private ones too. */
record Mirror(ObjectReference object) {

  static Optional<Mirror> of(@Nullable Value value) {
    return value instanceof ObjectReference object
        ? Optional.of(new Mirror(object))
        : Optional.empty();
  }

  /** Two mirrors of one object have the same. */
  long id() {
    return object.uniqueID();
  }

  String className() {
    return object.referenceType().name();
  }

  /** Without package and enclosing classes. */
  String simpleName() {
    String name = className();
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
  }

  boolean isA(String className) {
    return Types.isA(object.referenceType(), className);
  }

  /** The value of a field, which is null where Java's is. */
  @Nullable Value value(String field) {
    Field found = object.referenceType().fieldByName(field);
    if (found == null) {
      throw new UnknownInternals(className() + " has no field " + field);
    }
    return object.getValue(found);
  }

  /** The object in a field; empty when the field holds null. */
  Optional<Mirror> get(String field) {
    return of(value(field));
  }

  /** The object in a field that never holds null. */
  Mirror need(String field) {
    return get(field)
        .orElseThrow(() -> new UnknownInternals(className() + "." + field + " is null"));
  }

  int intOf(String field) {
    return primitive(field).intValue();
  }

  long longOf(String field) {
    return primitive(field).longValue();
  }

  boolean booleanOf(String field) {
    return primitive(field).booleanValue();
  }

  private PrimitiveValue primitive(String field) {
    if (value(field) instanceof PrimitiveValue primitive) {
      return primitive;
    }
    throw new UnknownInternals(className() + "." + field + " is no primitive");
  }

  /** The string in a field; empty when the field holds null. */
  Optional<String> string(String field) {
    return get(field).map(text -> ((StringReference) text.object()).value());
  }

  /** The elements of an array. */
  List<@Nullable Value> elements() {
    if (object instanceof ArrayReference array) {
      return new ArrayList<>(array.getValues());
    }
    throw new UnknownInternals(className() + " is no array");
  }
}
