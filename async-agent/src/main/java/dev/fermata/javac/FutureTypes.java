package dev.fermata.javac;

import dev.fermata.javac.Surroundings.Obstacle;
import dev.fermata.transform.model.Rejection.Reason;
import dev.fermata.transform.model.RuntimeNames;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Which return types let a method or a lambda await, in the compiler's terms. */
final class FutureTypes {

  private static final Set<String> PLAIN_FUTURES =
      Set.of(
          binaryName(RuntimeNames.STAGE),
          binaryName(RuntimeNames.FUTURE),
          binaryName(RuntimeNames.TASK));

  private final Types types;
  private final Elements elements;
  private final TypeMirror completableFuture;

  FutureTypes(Types types, Elements elements) {
    this.types = types;
    this.elements = elements;
    this.completableFuture =
        types.erasure(elements.getTypeElement(binaryName(RuntimeNames.FUTURE)).asType());
  }

  private static String binaryName(String internalName) {
    return internalName.replace('/', '.');
  }

  /** What stands against awaiting in a method that returns {@code type}. */
  Optional<Obstacle> obstacle(TypeMirror type) {
    TypeMirror erased = types.erasure(type);
    boolean fit =
        switch (erased.getKind()) {
          case DECLARED ->
              PLAIN_FUTURES.contains(erased.toString())
                  || types.isSubtype(erased, completableFuture);
          case ERROR -> true; // the compiler itself has something to say
          default -> false;
        };
    return fit
        ? Optional.empty()
        : Optional.of(new Obstacle(Reason.NOT_A_FUTURE, "it returns " + erased));
  }

  /**
   * What stands against awaiting in a lambda for {@code target}. An interface may inherit its one
   * method from several others: then the narrowest return type counts.
   */
  Optional<Obstacle> obstacleOfLambda(TypeMirror target) {
    if (target.getKind() != TypeKind.DECLARED) {
      return Optional.empty(); // an intersection: the class file will tell
    }
    var declared = (DeclaredType) target;
    Optional<Obstacle> obstacle = Optional.empty();
    for (ExecutableElement method :
        (Iterable<ExecutableElement>) functions(declared.asElement())::iterator) {
      var type = (ExecutableType) types.asMemberOf(declared, method);
      obstacle = obstacle(type.getReturnType());
      if (obstacle.isEmpty()) {
        break;
      }
    }
    return obstacle;
  }

  private Stream<ExecutableElement> functions(Element functionalInterface) {
    return elements.getAllMembers((TypeElement) functionalInterface).stream()
        .filter(member -> member.getKind() == ElementKind.METHOD)
        .filter(member -> member.getModifiers().contains(Modifier.ABSTRACT))
        .map(ExecutableElement.class::cast)
        .filter(method -> !isOfObject(method));
  }

  /** Interfaces may declare methods of {@code Object} again, as {@code Comparator} does. */
  private boolean isOfObject(ExecutableElement method) {
    TypeElement object = elements.getTypeElement("java.lang.Object");
    return elements.getAllMembers(object).stream()
        .filter(member -> member.getKind() == ElementKind.METHOD)
        .filter(member -> member.getModifiers().contains(Modifier.PUBLIC))
        .map(ExecutableElement.class::cast)
        .anyMatch(
            inherited ->
                inherited.getSimpleName().equals(method.getSimpleName())
                    && types.isSubsignature(
                        (ExecutableType) inherited.asType(), (ExecutableType) method.asType()));
  }
}
