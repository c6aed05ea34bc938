package dev.fermata.async;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;

/**
 * Bootstrap methods of code that was made async after its class had been loaded. Such a class takes
 * no new methods: each state machine lives in a hidden class beside it, a nestmate with the class's
 * own {@link Lookup} as class data. Not for users.
 */
public final class LateBinding {

  private LateBinding() {}

  /**
   * Defines the hidden class of a state machine and links the call of it.
   *
   * @param host of the class that has the async method
   * @param classFile of the hidden class, one byte in each char
   */
  public static CallSite machine(Lookup host, String name, MethodType type, String... classFile)
      throws ReflectiveOperationException {
    byte[] content = String.join("", classFile).getBytes(StandardCharsets.ISO_8859_1);
    Lookup machine =
        host.defineHiddenClassWithClassData(content, host, false, Lookup.ClassOption.NESTMATE);
    return new ConstantCallSite(machine.findStatic(machine.lookupClass(), name, type));
  }

  /**
   * As {@link Continuation#body}. The hidden class is the body itself, since lambdas cannot name
   * it; what suspended calls tell about themselves names the host.
   */
  public static CallSite body(
      Lookup machine, String name, MethodType type, String method, String file, String lines)
      throws Throwable {
    MethodHandle constructor =
        machine.findConstructor(machine.lookupClass(), MethodType.methodType(void.class));
    Body body = (Body) constructor.invoke();
    return BodyLinkage.link(body, hostOf(machine).lookupClass().getName(), method, file, lines);
  }

  /**
   * Links an {@code invokedynamic} of the source as if it stood in the host still, so that lambdas
   * belong to it.
   */
  public static Object dynamic(
      Lookup machine, String name, MethodType type, MethodHandle bootstrap, Object... arguments)
      throws Throwable {
    var all = new ArrayList<Object>();
    all.add(hostOf(machine));
    all.add(name);
    all.add(type);
    all.addAll(Arrays.asList(arguments));
    return bootstrap.invokeWithArguments(all);
  }

  /**
   * Links an access that only the host may make: to a protected member that it inherits, or to the
   * implementation of its superclass.
   *
   * @param kind as in {@link MethodHandleInfo}
   */
  public static CallSite access(
      Lookup machine, String name, MethodType type, int kind, Class<?> owner)
      throws ReflectiveOperationException {
    MethodType signature =
        switch (kind) {
          case MethodHandleInfo.REF_invokeVirtual, MethodHandleInfo.REF_invokeSpecial ->
              type.dropParameterTypes(0, 1);
          default -> type;
        };
    return new ConstantCallSite(find(hostOf(machine), kind, owner, name, signature).asType(type));
  }

  /**
   * A constant for a method that only the host may refer to.
   *
   * @param kind as in {@link MethodHandleInfo}
   */
  public static MethodHandle handle(
      Lookup machine,
      String name,
      Class<?> constantType,
      int kind,
      Class<?> owner,
      MethodType signature)
      throws ReflectiveOperationException {
    return find(hostOf(machine), kind, owner, name, signature);
  }

  private static Lookup hostOf(Lookup machine) throws IllegalAccessException {
    return MethodHandles.classData(machine, "_", Lookup.class);
  }

  private static MethodHandle find(
      Lookup host, int kind, Class<?> owner, String name, MethodType type)
      throws ReflectiveOperationException {
    return switch (kind) {
      case MethodHandleInfo.REF_getField -> host.findGetter(owner, name, type.returnType());
      case MethodHandleInfo.REF_putField -> host.findSetter(owner, name, type.parameterType(1));
      case MethodHandleInfo.REF_getStatic -> host.findStaticGetter(owner, name, type.returnType());
      case MethodHandleInfo.REF_putStatic ->
          host.findStaticSetter(owner, name, type.parameterType(0));
      case MethodHandleInfo.REF_invokeVirtual, MethodHandleInfo.REF_invokeInterface ->
          host.findVirtual(owner, name, type);
      case MethodHandleInfo.REF_invokeStatic -> host.findStatic(owner, name, type);
      case MethodHandleInfo.REF_invokeSpecial ->
          host.findSpecial(owner, name, type, host.lookupClass());
      case MethodHandleInfo.REF_newInvokeSpecial -> host.findConstructor(owner, type);
      default -> throw new IllegalArgumentException("not a kind of member: " + kind);
    };
  }
}
