package dev.fermata.transform.fuzz;

import static dev.fermata.transform.fuzz.StackType.DOUBLE;
import static dev.fermata.transform.fuzz.StackType.FLOAT;
import static dev.fermata.transform.fuzz.StackType.INT;
import static dev.fermata.transform.fuzz.StackType.INTS;
import static dev.fermata.transform.fuzz.StackType.LONG;
import static dev.fermata.transform.fuzz.StackType.OBJECT;
import static dev.fermata.transform.fuzz.StackType.PAIR;
import static dev.fermata.transform.fuzz.StackType.STAGE;
import static dev.fermata.transform.fuzz.StackType.STRING;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.LabelNode;

/** What a random bytecode program does with its operands and locals, control flow apart. */
final class StackOperations {

  private static final int MAX_HEIGHT = 14;
  private static final List<StackType> AWAITED = List.of(STRING, INT, LONG, OBJECT, DOUBLE, FLOAT);

  private final StackProgram program;
  private final Choices choices;
  private final StackCode code;

  StackOperations(StackProgram program) {
    this.program = program;
    this.choices = program.choices;
    this.code = program.code;
  }

  void perform(int choice, StackRegion region, int depth) {
    if (code.state.stack.size() >= Math.max(MAX_HEIGHT, region.floor() + 4)) {
      code.pop();
      return;
    }
    switch (choice) {
      case 0 -> {}
      case 1, 2 -> code.constant(choices.pick(StackType.VALUES), choices.below(4));
      case 3, 4 -> load();
      case 5, 6, 7 -> store(region);
      case 8, 9, 10, 11 -> shuffle(region);
      case 12, 13 -> code.awaited(choices.pick(AWAITED), choices.below(4));
      case 14 -> awaitTop(region);
      case 15 -> note(region);
      case 16, 17 -> allocate();
      case 18, 19 -> construct(region, depth);
      case 20 -> compute(region);
      case 21 -> arrayElement(region, depth);
      default -> {
        if (!region.tries().isEmpty() || choices.oneIn(8)) {
          code.failing(choices.below(6));
        }
      }
    }
  }

  private int above(StackRegion region) {
    return code.state.stack.size() - region.floor();
  }

  private void load() {
    int local = program.randomLocal();
    if (!code.state.locals[local].equals(StackType.TOP)) {
      code.load(local);
    }
  }

  private void store(StackRegion region) {
    int local = program.randomLocal();
    if (above(region) > 0 && region.mayStore(code.state, local, code.state.top())) {
      code.store(local);
    }
  }

  private void note(StackRegion region) {
    if (above(region) > 0 && !code.state.top().isUninitialized()) {
      code.note();
    }
  }

  private void awaitTop(StackRegion region) {
    if (above(region) > 0 && code.state.topIs(STAGE)) {
      code.state.pop();
      code.await();
      code.state.push(OBJECT);
    } else {
      code.constant(STAGE, choices.below(4));
    }
  }

  private record Shuffle(int opcode, int copied, int below) {}

  private static final List<Shuffle> SHUFFLES =
      List.of(
          new Shuffle(Opcodes.DUP, 1, 0),
          new Shuffle(Opcodes.DUP_X1, 1, 1),
          new Shuffle(Opcodes.DUP_X2, 1, 2),
          new Shuffle(Opcodes.DUP2, 2, 0),
          new Shuffle(Opcodes.DUP2_X1, 2, 1),
          new Shuffle(Opcodes.DUP2_X2, 2, 2),
          new Shuffle(Opcodes.SWAP, 1, 1),
          new Shuffle(Opcodes.POP, 1, 0),
          new Shuffle(Opcodes.POP2, 2, 0));

  private void shuffle(StackRegion region) {
    Shuffle shuffle = choices.pick(SHUFFLES);
    var before = new StackState(code.state);
    List<StackType> copied = take(shuffle.copied, region);
    List<StackType> below = copied == null ? null : take(shuffle.below, region);
    if (below == null) {
      code.state = before;
      return;
    }
    code.insn(shuffle.opcode);
    List<StackType> stack = code.state.stack;
    switch (shuffle.opcode) {
      case Opcodes.POP, Opcodes.POP2 -> {}
      case Opcodes.SWAP -> {
        stack.addAll(copied);
        stack.addAll(below);
      }
      default -> {
        stack.addAll(copied);
        stack.addAll(below);
        stack.addAll(copied);
      }
    }
  }

  /** The top operands that are {@code words} wide, taken away; null when there are none such. */
  private List<StackType> take(int words, StackRegion region) {
    var taken = new ArrayList<StackType>();
    int missing = words;
    while (missing > 0) {
      if (above(region) == 0 || code.state.top().size() > missing) {
        return null;
      }
      missing -= code.state.top().size();
      taken.add(0, code.state.pop());
    }
    return taken;
  }

  // Stack: -> uninitialised (, the same)
  private void allocate() {
    var allocation = new LabelNode();
    code.method.instructions.add(allocation);
    code.method.visitTypeInsn(Opcodes.NEW, (String) PAIR.frameEntry());
    StackType type = StackType.allocated(allocation);
    code.state.push(type);
    if (choices.below(3) > 0) {
      code.insn(Opcodes.DUP);
      code.state.push(type);
    }
  }

  // Stack: .., uninitialised -> ..; all its copies are initialised then
  private void construct(StackRegion region, int depth) {
    if (above(region) == 0
        || !code.state.top().isUninitialized()
        || region.frozen().contains(code.state.top())) {
      return;
    }
    value(INT, region, depth);
    value(OBJECT, region, depth);
    code.constructPair();
    code.state.pop(2);
    code.state.replace(code.state.pop(), PAIR);
  }

  /** Pushes a value, perhaps after a detour that leaves all operands where they are. */
  private void value(StackType type, StackRegion region, int depth) {
    int choice = choices.below(4);
    if (choice == 3 && depth > 0) {
      int height = code.state.stack.size();
      program.block(region.raise(code.state, height), depth - 1);
      while (code.state.stack.size() > height) {
        code.pop();
      }
    }
    if (choice >= 1) {
      code.awaited(type, choices.below(4));
    } else {
      code.constant(type, choices.below(4));
    }
  }

  private void compute(StackRegion region) {
    if (above(region) < 2) {
      return;
    }
    if (code.state.topIs(INT, INT)) {
      code.insn(choices.pick(List.of(Opcodes.IADD, Opcodes.IMUL, Opcodes.IXOR)));
      code.state.pop();
    } else if (code.state.topIs(LONG, LONG)) {
      code.insn(choices.pick(List.of(Opcodes.LADD, Opcodes.LMUL, Opcodes.LXOR)));
      code.state.pop();
    } else if (code.state.topIs(LONG, INT)) {
      code.insn(Opcodes.LSHL);
      code.state.pop();
    } else if (code.state.topIs(INT)) {
      convert(choices.pick(List.of(Opcodes.I2L, Opcodes.I2D, Opcodes.I2F, Opcodes.I2B)));
    } else if (code.state.topIs(LONG)) {
      convert(choices.pick(List.of(Opcodes.L2I, Opcodes.L2D, Opcodes.L2F)));
    } else if (code.state.topIs(DOUBLE)) {
      convert(choices.pick(List.of(Opcodes.D2I, Opcodes.D2L, Opcodes.D2F)));
    }
  }

  private void convert(int opcode) {
    code.insn(opcode);
    code.state.pop();
    code.state.push(
        switch (opcode) {
          case Opcodes.I2L, Opcodes.D2L -> LONG;
          case Opcodes.I2D, Opcodes.L2D -> DOUBLE;
          case Opcodes.I2F, Opcodes.L2F, Opcodes.D2F -> FLOAT;
          default -> INT;
        });
  }

  // Stack: -> the element, after a[1] += value
  private void arrayElement(StackRegion region, int depth) {
    code.constant(INTS, 0);
    code.constant(INT, 3);
    code.insn(Opcodes.DUP2, Opcodes.IALOAD);
    code.state.push(INT);
    value(INT, region.raise(code.state, code.state.stack.size()), depth);
    code.insn(Opcodes.IADD, Opcodes.DUP_X2, Opcodes.IASTORE);
    code.state.pop(4);
    code.state.push(INT);
  }
}
