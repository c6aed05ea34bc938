package dev.fermata.demo.stepper.recorder;

import dev.fermata.demo.stepper.recorder.SavedSlots.Place;
import dev.fermata.demo.stepper.recorder.SavedSlots.Slot;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The beginning of a state machine: a switch over the states, with a case for each that takes
 * locals and operands out of the frame and jumps behind its await.
 *
 * <pre>
 *   aload frame; getfield Frames$R2W1.w0; l2i; istore 2            variable 2, "price", is in w0
 *   aload frame; getfield Frames$Wide.words; bipush 7; laload; ..  .. is in words[7]
 *   aload frame; getfield Frames$R2W1.r1; (no store)               half of an expression is in r1
 *   aload frame; invokevirtual Continuation.resumed; goto READY
 * </pre>
 */
final class RestoringCode {

  static final String FRAMES = "dev/fermata/async/Frames$";
  private static final String RECEIVER = "this";

  private final MethodNode method;
  private final List<AbstractInsnNode> code;

  RestoringCode(MethodNode method) {
    this.method = method;
    this.code =
        StreamSupport.stream(method.instructions.spliterator(), false)
            .filter(instruction -> instruction.getOpcode() >= 0 || instruction instanceof LabelNode)
            .toList();
  }

  /** What is taken out of the frame at each suspension point. */
  List<List<Slot>> points() {
    return code.stream()
        .filter(TableSwitchInsnNode.class::isInstance)
        .findFirst()
        .map(cases -> ((TableSwitchInsnNode) cases).labels.stream().map(this::slots).toList())
        .orElseThrow(() -> new UnknownInternals(method.name + " does not begin with a switch"));
  }

  private List<Slot> slots(LabelNode start) {
    int from = code.indexOf(start);
    JumpInsnNode jump = endOf(from);
    var slots = new TreeMap<Place, Slot>();
    receiver(slots);
    for (int i = from; code.get(i) != jump; i++) {
      if (isFrameRead(code.get(i))) {
        Slot slot = slot(i, jump.label);
        slots.put(slot.place(), slot);
      }
    }
    return List.copyOf(slots.values());
  }

  private JumpInsnNode endOf(int from) {
    return code.stream()
        .skip(from)
        .filter(JumpInsnNode.class::isInstance)
        .map(JumpInsnNode.class::cast)
        .findFirst()
        .orElseThrow(() -> new UnknownInternals(method.name + " does not go on after a case"));
  }

  /** An instance method's receiver has the first place; whoever calls the machine takes it out. */
  private void receiver(Map<Place, Slot> slots) {
    if ((method.access & Opcodes.ACC_STATIC) == 0) {
      boolean wide = method.desc.contains(FRAMES + "Wide;");
      Place first = wide ? new Place("refs", 0) : new Place("r0", Place.NO_ARRAY);
      slots.put(first, new Slot(first, RECEIVER, "Ljava/lang/Object;"));
    }
  }

  private static boolean isFrameRead(AbstractInsnNode instruction) {
    return instruction instanceof FieldInsnNode field
        && field.getOpcode() == Opcodes.GETFIELD
        && field.owner.startsWith(FRAMES);
  }

  /** The value that is read at {@code position}, and stored or left on the operand stack. */
  private Slot slot(int position, LabelNode await) {
    var field = (FieldInsnNode) code.get(position);
    boolean array = field.desc.startsWith("[");
    Place place = new Place(field.name, array ? index(code.get(position + 1)) : Place.NO_ARRAY);
    String type = array ? field.desc.substring(1) : field.desc;
    VarInsnNode use = nextUseOfALocal(position);
    LocalVariableNode variable = isStore(use) ? variable(use.var, await) : null;
    return variable == null
        ? new Slot(place, SavedSlots.UNNAMED, type)
        : new Slot(place, variable.name, variable.desc);
  }

  /** The store of the value, or else the load of the frame for whatever comes next. */
  private VarInsnNode nextUseOfALocal(int position) {
    return code.stream()
        .skip(position)
        .filter(VarInsnNode.class::isInstance)
        .map(VarInsnNode.class::cast)
        .findFirst()
        .orElseThrow(() -> new UnknownInternals(method.name + " does not go on after a case"));
  }

  private static boolean isStore(VarInsnNode use) {
    return use.getOpcode() >= Opcodes.ISTORE && use.getOpcode() <= Opcodes.ASTORE;
  }

  private @Nullable LocalVariableNode variable(int local, LabelNode await) {
    int here = code.indexOf(await);
    return method.localVariables.stream()
        .filter(variable -> variable.index == local)
        .filter(variable -> code.indexOf(variable.start) <= here)
        .filter(variable -> code.indexOf(variable.end) > here)
        .findFirst()
        .orElse(null);
  }

  /** The number that {@code push} pushes. */
  private int index(AbstractInsnNode push) {
    if (push instanceof IntInsnNode number) {
      return number.operand;
    }
    if (push instanceof LdcInsnNode constant && constant.cst instanceof Integer number) {
      return number;
    }
    int small = push.getOpcode() - Opcodes.ICONST_0;
    if (push instanceof InsnNode && small >= 0 && small <= 5) {
      return small;
    }
    throw new UnknownInternals(method.name + " reads a wide frame at a place of its own making");
  }
}
