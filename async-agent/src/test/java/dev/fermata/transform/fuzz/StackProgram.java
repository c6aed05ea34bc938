package dev.fermata.transform.fuzz;

import dev.fermata.transform.fuzz.StackRegion.Loop;
import dev.fermata.transform.fuzz.StackRegion.Try;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * A random method in bytecode that the JVM's verifier accepts and javac would hardly make: its
 * control flow. What it does between is up to {@link StackOperations}.
 */
final class StackProgram {

  /** Locals for anything; above them are the counters, which are always ints. */
  private static final int FREE_LOCALS = 10;

  private static final int COUNTERS = 6;
  private static final List<Integer> SIZES = List.of(40, 120, 250, 400);
  private static final List<String> CATCHES =
      List.of("java/lang/Throwable", "java/lang/IllegalStateException", "java/lang/Error");

  final Choices choices;
  final StackCode code;
  private final StackOperations operations;
  private final MethodNode method;
  private final int firstFree;
  private final int firstCounter;
  private final int limit;
  private int counters;

  /**
   * @param method static or not, takes a {@link Play} and then {@code parameters}
   */
  StackProgram(Choices choices, MethodNode method, String owner, List<StackType> parameters) {
    this.choices = choices;
    this.method = method;
    boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
    int play = isStatic ? 0 : 1;
    this.firstFree = play + 1;
    this.firstCounter = firstFree + FREE_LOCALS;
    var state = new StackState(firstCounter + COUNTERS);
    if (!isStatic) {
      state.store(0, StackType.reference(owner));
    }
    state.store(play, StackType.reference("dev/fermata/transform/fuzz/Play"));
    int local = firstFree;
    for (StackType parameter : parameters) {
      state.store(local, parameter);
      local += parameter.size();
    }
    this.code = new StackCode(method, play, state);
    this.operations = new StackOperations(this);
    this.limit = choices.count() + choices.pick(SIZES);
  }

  void emit() {
    method.visitCode();
    var fixed = new StackState(code.state);
    for (int i = 0; i < COUNTERS; i++) {
      code.insn(Opcodes.ICONST_0);
      method.visitVarInsn(Opcodes.ISTORE, firstCounter + i);
      code.state.store(firstCounter + i, StackType.INT);
      fixed.store(firstCounter + i, StackType.INT);
    }
    for (int i = 0; i < firstCounter; i++) {
      if (i != firstFree - 1) {
        fixed.locals[i] = StackType.TOP;
      }
    }
    StackRegion region = StackRegion.ofMethod(fixed.locals.length).pin(fixed);
    block(region, 4);
    block(region, 3);
    for (int i = firstFree; i < firstCounter; i++) {
      StackType type = code.state.locals[i];
      if (!type.equals(StackType.TOP) && !type.isUninitialized() && choices.oneIn(2)) {
        code.load(i);
        code.note();
      }
    }
    while (!code.state.stack.isEmpty()) {
      if (code.state.top().isUninitialized()) {
        code.pop();
      } else {
        code.note();
      }
    }
    code.returns("end");
    method.visitMaxs(0, 0);
  }

  boolean full() {
    return choices.count() > limit;
  }

  int randomLocal() {
    int local = choices.below(FREE_LOCALS + 1);
    return local == FREE_LOCALS ? 0 : firstFree + local;
  }

  void block(StackRegion region, int depth) {
    boolean more = true;
    for (int i = 0; i < 8 && more && !full(); i++) {
      more = choices.part(() -> another(region, depth));
    }
  }

  private boolean another(StackRegion region, int depth) {
    if (choices.below(8) == 0) {
      return false;
    }
    step(region, depth);
    return true;
  }

  private void step(StackRegion region, int depth) {
    int choice = choices.below(depth <= 0 ? 24 : 36);
    switch (choice) {
      case 24, 25, 26 -> branches(region, depth, 2);
      case 27 -> branches(region, depth, 3);
      case 28, 29, 30 -> loop(region, depth);
      case 31, 32, 33 -> tryBlock(region, depth);
      case 34 -> toggle(region);
      case 35 -> unreachable(region);
      case 23 -> leave(region);
      default -> operations.perform(choice, region, depth);
    }
  }

  /** What a place that is jumped to says: at most what is true there, and enough for the pins. */
  private StackState declared(StackState state, StackRegion region) {
    var declared = new StackState(state);
    for (int i = 0; i < firstCounter; i++) {
      StackType type = state.locals[i];
      if (region.pinned().get(i).equals(StackType.TOP) && !type.equals(StackType.TOP)) {
        int weaker = choices.below(6);
        if (weaker == 5) {
          declared.locals[i] = StackType.TOP;
        } else if (weaker == 4 && type.isReference()) {
          declared.locals[i] = StackType.OBJECT;
        }
      }
    }
    return declared;
  }

  private void dropNewUninitialized(int height) {
    int keep = height;
    while (keep < code.state.stack.size() && !code.state.stack.get(keep).isUninitialized()) {
      keep++;
    }
    while (code.state.stack.size() > keep) {
      code.pop();
    }
  }

  private void branches(StackRegion outer, int depth, int count) {
    StackRegion region = outer.keepUninitialized(code.state);
    var labels = new ArrayList<LabelNode>();
    for (int i = 0; i < count; i++) {
      labels.add(new LabelNode());
    }
    var end = new LabelNode();
    code.coin(choices.below(Play.COINS));
    if (count == 2) {
      code.jump(Opcodes.IFEQ, labels.get(1));
      code.jump(Opcodes.GOTO, labels.get(0));
    } else {
      method.instructions.add(
          new TableSwitchInsnNode(0, 1, labels.get(2), labels.get(0), labels.get(1)));
    }
    var before = new StackState(code.state);
    StackState joined = null;
    for (LabelNode label : labels) {
      code.labelAfterJump(label, declared(before, region));
      block(region, depth - 1);
      if (joined == null) {
        dropNewUninitialized(region.floor());
        joined = new StackState(code.state);
      } else {
        code.balance(joined.stack);
        joined = joined.mergedLocals(code.state);
      }
      code.jump(Opcodes.GOTO, end);
    }
    code.labelAfterJump(end, joined);
  }

  private void loop(StackRegion outer, int depth) {
    if (counters == COUNTERS) {
      return;
    }
    int counter = firstCounter + counters++;
    code.insn(Opcodes.ICONST_0);
    method.visitVarInsn(Opcodes.ISTORE, counter);
    StackState declared = declared(code.state, outer);
    var loop = new Loop(new LabelNode(), new LabelNode(), declared, counter, 1 + choices.below(3));
    StackRegion region = outer.keepUninitialized(code.state).pin(declared).in(loop);
    code.label(loop.header(), declared);
    block(region, depth - 1);
    code.balance(declared.stack);
    code.countDown(counter, loop.turns(), loop.header());
    code.label(loop.exit(), declared);
    counters--;
  }

  private void leave(StackRegion region) {
    var skip = new LabelNode();
    code.coin(choices.below(Play.COINS));
    code.jump(Opcodes.IFEQ, skip);
    var before = new StackState(code.state);
    int choice = choices.below(2 * region.loops().size() + 3);
    if (choice < 2 * region.loops().size()) {
      Loop loop = region.loops().get(choice / 2);
      code.balance(loop.declared().stack);
      if (choice % 2 == 0) {
        code.countDown(loop.counter(), loop.turns(), loop.header());
      }
      code.jump(Opcodes.GOTO, loop.exit());
    } else if (choice == 2 * region.loops().size()) {
      code.returns("early");
    } else {
      code.raise(choices.below(6));
      code.insn(Opcodes.ACONST_NULL, Opcodes.ATHROW);
    }
    code.labelAfterJump(skip, before);
  }

  private void tryBlock(StackRegion outer, int depth) {
    if (counters == COUNTERS) {
      return;
    }
    int counter = firstCounter + counters++;
    code.insn(Opcodes.ICONST_0);
    method.visitVarInsn(Opcodes.ISTORE, counter);
    boolean joins = outer.floor() == 0 && code.state.uninitializedHeight() == 0;
    StackState declared = declared(code.state, outer);
    declared.stack.clear();
    var block = new Try(choices.pick(CATCHES));
    StackRegion region = outer.pin(declared).in(block);
    var after = new LabelNode();
    open(block);
    block(region.keepUninitialized(code.state), depth - 1);
    if (joins) {
      dropNewUninitialized(0);
    }
    boolean coversItself = choices.oneIn(4);
    if (!coversItself) {
      close(block);
    }
    var joined = new StackState(code.state);
    code.jump(Opcodes.GOTO, after);
    declared.push(StackType.reference(block.type));
    code.labelAfterJump(block.handler, declared);
    var goOn = new LabelNode();
    code.countDown(counter, 3, goOn);
    code.returns("enough");
    code.labelAfterJump(goOn, declared);
    code.state.pop();
    code.state.push(StackType.OBJECT);
    StackRegion inHandler = (coversItself ? region : outer.pin(declared)).handler();
    block(inHandler, depth - 1);
    if (coversItself) {
      close(block);
    }
    if (joins) {
      code.balance(joined.stack);
      joined = joined.mergedLocals(code.state);
      code.jump(Opcodes.GOTO, after);
    } else {
      code.returns("handled");
    }
    code.labelAfterJump(after, joined);
    counters--;
  }

  private void open(Try block) {
    block.open = new LabelNode();
    method.instructions.add(block.open);
  }

  private void close(Try block) {
    if (block.open == null) {
      return;
    }
    code.insn(Opcodes.NOP); // no range may be empty
    var end = new LabelNode();
    method.instructions.add(end);
    int position = choices.below(method.tryCatchBlocks.size() + 1);
    method.tryCatchBlocks.add(
        method.tryCatchBlocks.size() - position,
        new TryCatchBlockNode(block.open, end, block.handler, block.type));
    block.open = null;
  }

  /** Ends or resumes the protection of some try around, so that ranges overlap and have gaps. */
  private void toggle(StackRegion region) {
    if (region.tries().isEmpty()) {
      return;
    }
    Try block = choices.pick(region.tries());
    if (block.open == null) {
      open(block);
    } else {
      close(block);
    }
  }

  /** Code that nothing leads to; it awaits, nevertheless. */
  private void unreachable(StackRegion region) {
    var over = new LabelNode();
    var before = new StackState(code.state);
    code.jump(Opcodes.GOTO, over);
    StackState nowhere = declared(before, region);
    nowhere.stack.clear();
    nowhere.push(StackType.STAGE);
    code.labelAfterJump(new LabelNode(), nowhere);
    code.await();
    code.insn(Opcodes.POP, Opcodes.ACONST_NULL, Opcodes.ATHROW);
    code.labelAfterJump(over, before);
  }
}
