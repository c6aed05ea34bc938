package dev.fermata.demo.stepper.recorder;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which field of a frame holds which local variable, for each suspension point of a class's async
 * methods. Read from the emitted code that saves them:
 *
 * <pre>
 *   aload frame; iload 2; i2l; putfield Frames$R2W1.w0     variable 2, "price", is in w0
 *   ...
 *   aload frame; aload stage; iconst_1; invokevirtual Continuation.suspend
 * </pre>
 */
final class SavedSlots {

  private static final String FRAMES = "dev/fermata/async/Frames$";
  private static final String CONTINUATION = "dev/fermata/async/Continuation";

  /** In place of a name: half of an expression, or what the compiler keeps, as loops do. */
  static final String UNNAMED = "(unnamed)";

  /**
   * A local variable in a frame.
   *
   * @param descriptor of the variable's type: an {@code int} and a {@code char} are saved alike
   */
  record Slot(String field, String variable, String descriptor) {}

  private final Map<String, List<List<Slot>>> pointsOfMethod;

  private SavedSlots(Map<String, List<List<Slot>>> pointsOfMethod) {
    this.pointsOfMethod = pointsOfMethod;
  }

  /** Reads the instrumented class from the class path. */
  static SavedSlots of(String className) {
    String file = className.replace('.', '/') + ".class";
    try (InputStream code = ClassLoader.getSystemResourceAsStream(file)) {
      if (code == null) {
        throw new IllegalArgumentException("no class " + className + " on the class path");
      }
      var type = new ClassNode();
      new ClassReader(code).accept(type, ClassReader.SKIP_FRAMES);
      return new SavedSlots(
          type.methods.stream()
              .filter(method -> method.name.startsWith(MachineNames.PREFIX))
              .filter(method -> !MachineNames.isResume(method.name))
              .collect(toUnmodifiableMap(method -> method.name, SavedSlots::points)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + className, e);
    }
  }

  /**
   * What is saved when {@code method} is suspended at a point.
   *
   * @param method name of the state machine
   */
  List<Slot> at(String method, int point) {
    List<List<Slot>> points = pointsOfMethod.getOrDefault(method, List.of());
    if (point >= points.size()) {
      throw new UnknownInternals(method + " has no suspension point " + point);
    }
    return points.get(point);
  }

  private static List<List<Slot>> points(MethodNode method) {
    var points = new ArrayList<List<Slot>>();
    var saved = new TreeMap<String, Slot>();
    VarInsnNode loaded = null;
    for (AbstractInsnNode code : method.instructions) {
      if (code instanceof VarInsnNode variable) {
        loaded = variable;
      } else if (code.getOpcode() == Opcodes.ACONST_NULL) {
        loaded = null; // empties a slot
      } else if (code instanceof FieldInsnNode field
          && field.getOpcode() == Opcodes.PUTFIELD
          && field.owner.startsWith(FRAMES)
          && loaded != null) {
        saved.put(field.name, slot(method, field, loaded));
      } else if (code instanceof MethodInsnNode call
          && call.owner.equals(CONTINUATION)
          && call.name.equals("suspend")) {
        points.add(List.copyOf(saved.values()));
        saved.clear();
      }
    }
    return points;
  }

  private static Slot slot(MethodNode method, FieldInsnNode field, VarInsnNode loaded) {
    int here = method.instructions.indexOf(loaded);
    for (LocalVariableNode variable : method.localVariables) {
      if (variable.index == loaded.var
          && method.instructions.indexOf(variable.start) <= here
          && method.instructions.indexOf(variable.end) > here) {
        return new Slot(field.name, variable.name, variable.desc);
      }
    }
    return new Slot(field.name, UNNAMED, field.desc);
  }
}
