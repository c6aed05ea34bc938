package dev.fermata.demo.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Finds the state machines in an instrumented class file. Each begins with a switch over the state;
 * a case of it fetches what was kept from the frame, and jumps behind its await.
 */
public final class StateMachineReader {
  private static final String PREFIX = "async$";
  private static final String FRAMES = "dev/fermata/async/Frames$";

  private final MethodNode method;
  private final List<AbstractInsnNode> code;

  private StateMachineReader(MethodNode method) {
    this.method = method;
    this.code = StreamSupport.stream(method.instructions.spliterator(), false).toList();
  }

  /** Those of {@code type}, in the order in which its methods stand in the source. */
  public static List<StateMachine> of(Class<?> type) {
    String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
    try (var bytes = type.getResourceAsStream(file)) {
      var classFile = new ClassNode();
      new ClassReader(bytes).accept(classFile, 0);
      return classFile.methods.stream()
          .map(StateMachineReader::new)
          .flatMap(StateMachineReader::machine)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the class file of " + type + " cannot be read", e);
    }
  }

  private Stream<StateMachine> machine() {
    return Stream.of(Type.getArgumentTypes(method.desc))
        .map(Type::getInternalName)
        .filter(name -> name.startsWith(FRAMES) && method.name.startsWith(PREFIX))
        .map(this::machine);
  }

  private StateMachine machine(String frame) {
    var states = new ArrayList<SuspendedState>();
    TableSwitchInsnNode cases = all(TableSwitchInsnNode.class).findFirst().orElseThrow();
    for (LabelNode label : cases.labels) {
      states.add(state(states.size(), code.indexOf(label)));
    }
    List<Integer> lines = all(LineNumberNode.class).map(line -> line.line).sorted().toList();
    return new StateMachine(
        method.name.substring(PREFIX.length()),
        "Frames." + frame.substring(FRAMES.length()),
        lines.get(0),
        lines.get(lines.size() - 1),
        List.copyOf(states));
  }

  /** One case, from {@code start} on: fields to locals, and a jump. */
  private SuspendedState state(int number, int start) {
    var kept = new ArrayList<KeptLocal>();
    FieldInsnNode field = null;
    for (AbstractInsnNode each : code.subList(start, code.size())) {
      if (each instanceof FieldInsnNode read && read.owner.startsWith(FRAMES)) {
        field = read;
      } else if (each instanceof MethodInsnNode) { // the awaited stage, and all is fetched
        field = null;
      } else if (isStore(each) && field != null) {
        kept.add(keptLocal(field.name, ((VarInsnNode) each).var));
        field = null;
      } else if (each instanceof JumpInsnNode jump) {
        return new SuspendedState(number, lineAt(code.indexOf(jump.label)), List.copyOf(kept));
      }
    }
    throw new IllegalStateException("case %d of %s has no end".formatted(number, method.name));
  }

  private static boolean isStore(AbstractInsnNode instruction) {
    return instruction.getOpcode() >= Opcodes.ISTORE && instruction.getOpcode() <= Opcodes.ASTORE;
  }

  private KeptLocal keptLocal(String field, int slot) {
    LocalVariableNode variable = variable(slot);
    if (variable == null) {
      return new KeptLocal(field, "", "(no variable of the source)");
    }
    String type = Type.getType(variable.desc).getClassName();
    return new KeptLocal(field, type.substring(type.lastIndexOf('.') + 1), variable.name);
  }

  private @Nullable LocalVariableNode variable(int slot) {
    return method.localVariables.stream()
        .filter(variable -> variable.index == slot)
        .findFirst()
        .orElse(null);
  }

  private int lineAt(int position) {
    return code.subList(0, position).stream()
        .filter(LineNumberNode.class::isInstance)
        .mapToInt(line -> ((LineNumberNode) line).line)
        .reduce((before, last) -> last)
        .orElseThrow();
  }

  private <N extends AbstractInsnNode> Stream<N> all(Class<N> kind) {
    return code.stream().filter(kind::isInstance).map(kind::cast);
  }
}
