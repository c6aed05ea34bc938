package dev.fermata.transform.plan;

import dev.fermata.transform.model.Dialect;
import dev.fermata.transform.model.Rejection;
import dev.fermata.transform.model.Rejection.Reason;
import dev.fermata.transform.model.RuntimeNames;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * How one async method becomes an entry, a state machine and a resume method.
 *
 * @param owner the class that has the method
 * @param method the method as it was read; emission takes its instructions
 * @param machineName name of the state machine, {@code async$NAME}
 * @param resumeName name of the method that a suspended call is resumed by
 * @param savePrefix what the names of methods begin with that save values for the machine
 * @param compact whether such methods save values, so that the machine is shorter
 * @param dialect whose await it calls
 * @param ownFuture whether the return type is a user's own subclass of CompletableFuture
 * @param shape the frame class
 * @param receiverOverwritten whether local 0 of an instance method may hold something else than its
 *     receiver when it awaits
 * @param suspensions all awaits; the index of each is its state
 * @param deferredAllocations the {@code NEW} instructions that become placeholders
 * @param deferredConstructions the constructor calls of those
 * @param monitorEnters where monitors are entered, and how many are held before; empty when none is
 *     held at an await
 */
public record MethodPlan(
    AsyncClass owner,
    MethodNode method,
    String machineName,
    String resumeName,
    String savePrefix,
    boolean compact,
    Dialect dialect,
    boolean ownFuture,
    FrameShape shape,
    boolean receiverOverwritten,
    List<SuspensionPoint> suspensions,
    Set<AbstractInsnNode> deferredAllocations,
    List<DeferredConstruction> deferredConstructions,
    Map<AbstractInsnNode, Integer> monitorEnters) {

  /**
   * The class around the method.
   *
   * @param name internal name
   * @param sourceFile as the class file tells it, or the class name
   */
  public record AsyncClass(String name, boolean isInterface, String sourceFile) {
    Rejection rejection(MethodNode method, int line, Reason reason, String detail) {
      return new Rejection(binaryName(), sourceFile, method.name, line, reason, detail);
    }

    /** As in {@code dev.shop.Shop}. */
    public String binaryName() {
      return name.replace('/', '.');
    }
  }

  /** A method within its class. */
  public record Key(String name, String descriptor) {}

  /** Which method of its class this is about. */
  public Key key() {
    return new Key(method.name, method.desc);
  }

  /** Which method its state machine is. */
  public Key machineKey() {
    return new Key(machineName, machineDescriptor());
  }

  /** Name of one of the methods that save values. */
  public String saveName(int index) {
    return savePrefix + index;
  }

  /** Whether {@code candidate} is one of the methods that this plan is emitted as. */
  public boolean emits(MethodNode candidate) {
    return isNamed(candidate, method.name, method.desc)
        || isNamed(candidate, machineName, machineDescriptor())
        || isNamed(candidate, resumeName, RESUME_DESCRIPTOR)
        || candidate.name.startsWith(savePrefix);
  }

  private static boolean isNamed(MethodNode candidate, String name, String descriptor) {
    return candidate.name.equals(name) && candidate.desc.equals(descriptor);
  }

  /** Why the method is not transformed after all. */
  public Rejection rejection(Reason reason, String detail) {
    return owner.rejection(method, suspensions.get(0).call().line(), reason, detail);
  }

  public boolean isStatic() {
    return (method.access & Opcodes.ACC_STATIC) != 0;
  }

  public boolean isSynchronized() {
    return (method.access & Opcodes.ACC_SYNCHRONIZED) != 0;
  }

  /** How many monitors the method holds at most, if it holds one at an await. */
  public int monitors() {
    return monitorEnters.values().stream().mapToInt(held -> held + 1).max().orElse(0);
  }

  public Type returnType() {
    return Type.getReturnType(method.desc);
  }

  /** Descriptor of every resume method. */
  public static final String RESUME_DESCRIPTOR =
      "(L" + RuntimeNames.CONTINUATION + ";)L" + RuntimeNames.STAGE + ";";

  /** Descriptor of the state machine: the method's, and the frame as last parameter. */
  public String machineDescriptor() {
    Type[] arguments = Type.getArgumentTypes(method.desc);
    var machineArguments = new Type[arguments.length + 1];
    System.arraycopy(arguments, 0, machineArguments, 0, arguments.length);
    machineArguments[arguments.length] = Type.getObjectType(shape.className());
    Type returns = ownFuture ? Type.getObjectType(RuntimeNames.STAGE) : returnType();
    return Type.getMethodDescriptor(returns, machineArguments);
  }

  /** Number of local variable slots that receiver and parameters take. */
  public int parameterSlots() {
    return parameterSlots(method);
  }

  static int parameterSlots(MethodNode method) {
    int slots = Type.getArgumentsAndReturnSizes(method.desc) >> 2;
    return (method.access & Opcodes.ACC_STATIC) != 0 ? slots - 1 : slots;
  }
}
