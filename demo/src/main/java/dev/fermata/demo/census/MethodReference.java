package dev.fermata.demo.census;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.objectweb.asm.Type;

/** A method as class files name it: internal name of its class, name, descriptor. */
public record MethodReference(String owner, String name, String descriptor)
    implements Comparable<MethodReference> {

  private static final Comparator<MethodReference> ORDER =
      Comparator.comparing(MethodReference::owner)
          .thenComparing(MethodReference::name)
          .thenComparing(MethodReference::descriptor);

  /** As in source: {@code java.util.Map.put(Object, Object)}. */
  @Override
  public String toString() {
    String parameters =
        Arrays.stream(Type.getArgumentTypes(descriptor))
            .map(Type::getClassName)
            .map(type -> type.substring(type.lastIndexOf('.') + 1))
            .collect(Collectors.joining(", "));
    return Type.getObjectType(owner).getClassName() + "." + name + "(" + parameters + ")";
  }

  @Override
  public int compareTo(MethodReference other) {
    return ORDER.compare(this, other);
  }
}
