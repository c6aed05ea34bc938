package dev.fermata.demo.stepper.recorder;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.sun.jdi.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Which slot of a frame holds which local variable, for each suspension point of a class's async
 * methods. Read from the emitted code that restores them, which is the same however they are saved.
 */
final class SavedSlots {

  /** In place of a name: half of an expression, or what the compiler keeps, as loops do. */
  static final String UNNAMED = "(unnamed)";

  /**
   * A local variable in a frame.
   *
   * @param place where in the frame it is
   * @param descriptor of the variable's type: an {@code int} and a {@code char} are saved alike
   */
  record Slot(Place place, String variable, String descriptor) {}

  /**
   * A place in a frame.
   *
   * @param field the field, or the array that a wide frame has in place of fields
   * @param index in the array, or {@link #NO_ARRAY}
   */
  record Place(String field, int index) implements Comparable<Place> {

    static final int NO_ARRAY = -1;

    /** What is there in the frame of {@code call}. */
    @Nullable Value of(Mirror call) {
      return index == NO_ARRAY ? call.value(field) : call.need(field).elements().get(index);
    }

    @Override
    public int compareTo(Place other) {
      int byField = field.compareTo(other.field);
      return byField != 0 ? byField : Integer.compare(index, other.index);
    }
  }

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
              .filter(SavedSlots::isMachine)
              .collect(
                  toUnmodifiableMap(
                      method -> method.name + method.desc,
                      method -> new RestoringCode(method).points())));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + className, e);
    }
  }

  /**
   * A state machine's last argument is the frame; its name sets it apart from what saves for it.
   */
  private static boolean isMachine(MethodNode method) {
    Type[] arguments = Type.getArgumentTypes(method.desc);
    return method.name.startsWith(MachineNames.PREFIX)
        && !MachineNames.isResume(method.name)
        && arguments.length > 0
        && arguments[arguments.length - 1].getInternalName().startsWith(RestoringCode.FRAMES);
  }

  /**
   * What is saved when a method is suspended at a point.
   *
   * @param method name and descriptor of the state machine
   */
  List<Slot> at(String method, int point) {
    List<List<Slot>> points = pointsOfMethod.getOrDefault(method, List.of());
    if (point < 0 || point >= points.size()) {
      throw new UnknownInternals(method + " has no suspension point " + point);
    }
    return points.get(point);
  }
}
