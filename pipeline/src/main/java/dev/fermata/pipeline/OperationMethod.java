package dev.fermata.pipeline;

import dev.fermata.pipeline.definition.StageSettings;
import dev.fermata.pipeline.definition.StageSettings.ResultOrder;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The method behind a method reference: where a stage's name and {@link AsyncStage} are read. */
record OperationMethod(Method method) {

  /** Empty for lambdas, for classes that implement the interface, and for plain functions. */
  static Optional<OperationMethod> of(Object operation) {
    if (!(operation instanceof AsyncOperation<?, ?>)) {
      return Optional.empty();
    }
    return describe(operation)
        .filter(lambda -> !lambda.getImplMethodName().startsWith("lambda$"))
        .flatMap(lambda -> find(lambda, operation.getClass().getClassLoader()))
        .map(OperationMethod::new);
  }

  String name() {
    return method.getName();
  }

  /** With its class, for descriptions. */
  String qualifiedName() {
    return method.getDeclaringClass().getTypeName() + "." + method.getName();
  }

  /** The annotation's settings over those given. */
  StageSettings settings(StageSettings otherwise) {
    AsyncStage stage = method.getAnnotation(AsyncStage.class);
    return stage == null
        ? otherwise
        : otherwise.with(
            stage.concurrency(), stage.ordered() ? ResultOrder.INPUT : ResultOrder.COMPLETION);
  }

  private static Optional<Method> find(SerializedLambda lambda, @Nullable ClassLoader loader) {
    try {
      var type = Class.forName(lambda.getImplClass().replace('/', '.'), false, loader);
      return Arrays.stream(type.getDeclaredMethods())
          .filter(method -> method.getName().equals(lambda.getImplMethodName()))
          .filter(method -> descriptor(method).equals(lambda.getImplMethodSignature()))
          .findFirst();
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.empty();
    }
  }

  private static String descriptor(Method method) {
    return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
        .toMethodDescriptorString();
  }

  /**
   * A serializable lambda says what it is when it is about to be written. Serialization calls it
   * whatever module it is in, where reflection of ours would be refused.
   */
  private static Optional<SerializedLambda> describe(Object operation) {
    try (var writing = new Description()) {
      writing.writeObject(operation);
      return Optional.ofNullable(writing.lambda);
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static final class Description extends ObjectOutputStream {
    private @Nullable SerializedLambda lambda;

    Description() throws IOException {
      super(OutputStream.nullOutputStream());
      enableReplaceObject(true);
    }

    /** Writes nothing, so that what the lambda captured need not be serializable. */
    @Override
    protected @Nullable Object replaceObject(Object object) {
      if (object instanceof SerializedLambda described) {
        lambda = described;
      }
      return null;
    }
  }
}
