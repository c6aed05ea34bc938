package dev.fermata.transform.corpus;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Gives a class, beside each of its methods, an async one with the same code: every value that a
 * call hands back goes through {@code await(completedFuture(value))}, and what was returned is
 * returned in a future. The stack maps stay as the compiler made them.
 */
final class AwaitInsertion extends ClassVisitor {

  private static final String FUTURE = "java/util/concurrent/CompletableFuture";
  private static final String STAGE = "java/util/concurrent/CompletionStage";
  private static final String ASYNC = "dev/fermata/async/Async";
  private static final String SUFFIX = "$awaiting";

  private final ClassReader reader;
  private int methods;
  private int awaits;

  private AwaitInsertion(ClassReader reader, ClassWriter writer) {
    super(Opcodes.ASM9, writer);
    this.reader = reader;
  }

  /**
   * The rewritten class.
   *
   * @param methods how many async methods it has
   * @param awaits how often they await
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  record Rewritten(byte[] classFile, int methods, int awaits) {}

  static Rewritten rewrite(byte[] classFile) {
    var reader = new ClassReader(classFile);
    var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    var insertion = new AwaitInsertion(reader, writer);
    reader.accept(insertion, 0);
    return new Rewritten(writer.toByteArray(), insertion.methods, insertion.awaits);
  }

  /** Class files that have stack maps already are called new enough to await. */
  @Override
  public void visit(
      int version,
      int access,
      String name,
      String signature,
      String superName,
      String[] interfaces) {
    int major = version & 0xFFFF;
    int raised = major == Opcodes.V1_6 || major == Opcodes.V1_7 ? Opcodes.V1_8 : version;
    super.visit(raised, access, name, signature, superName, interfaces);
  }

  @Override
  public void visitEnd() {
    // A second visit, so that each method is copied only after all originals are there.
    reader.accept(new Copies(), ClassReader.EXPAND_FRAMES);
    super.visitEnd();
  }

  private final class Copies extends ClassVisitor {
    private boolean isInterface;

    Copies() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        String signature,
        String superName,
        String[] interfaces) {
      isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      if (name.startsWith("<") || (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
        return null;
      }
      int visibility = isInterface ? Opcodes.ACC_PUBLIC : Opcodes.ACC_PRIVATE;
      Type[] parameters = Type.getArgumentTypes(descriptor);
      MethodVisitor copy =
          AwaitInsertion.this.cv.visitMethod(
              (access & Opcodes.ACC_STATIC) | visibility | Opcodes.ACC_SYNTHETIC,
              name + "$" + Integer.toHexString(descriptor.hashCode()) + SUFFIX,
              Type.getMethodDescriptor(Type.getObjectType(FUTURE), parameters),
              null,
              exceptions);
      return new Copy(copy);
    }
  }

  private final class Copy extends MethodVisitor {
    private int awaitsHere;

    Copy(MethodVisitor writer) {
      super(Opcodes.ASM9, writer);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      if (!name.equals("<init>")) {
        awaitValue(Type.getReturnType(descriptor));
      }
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, org.objectweb.asm.Handle bootstrap, Object... arguments) {
      super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
      awaitValue(Type.getReturnType(descriptor));
    }

    private void awaitValue(Type type) {
      if (type.getSort() == Type.VOID) {
        return;
      }
      awaitsHere++;
      box(type);
      completed();
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC, ASYNC, "await", "(L" + STAGE + ";)Ljava/lang/Object;", false);
      unbox(type);
    }

    private void completed() {
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          FUTURE,
          "completedFuture",
          "(Ljava/lang/Object;)L" + FUTURE + ";",
          false);
    }

    private void box(Type type) {
      String boxed = boxed(type);
      if (boxed != null) {
        String descriptor = "(" + type.getDescriptor() + ")L" + boxed + ";";
        super.visitMethodInsn(Opcodes.INVOKESTATIC, boxed, "valueOf", descriptor, false);
      }
    }

    private void unbox(Type type) {
      String boxed = boxed(type);
      if (boxed == null) {
        super.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
      } else {
        super.visitTypeInsn(Opcodes.CHECKCAST, boxed);
        super.visitMethodInsn(
            Opcodes.INVOKEVIRTUAL,
            boxed,
            type.getClassName() + "Value",
            "()" + type.getDescriptor(),
            false);
      }
    }

    private static String boxed(Type type) {
      return switch (type.getSort()) {
        case Type.BOOLEAN -> "java/lang/Boolean";
        case Type.BYTE -> "java/lang/Byte";
        case Type.SHORT -> "java/lang/Short";
        case Type.CHAR -> "java/lang/Character";
        case Type.INT -> "java/lang/Integer";
        case Type.LONG -> "java/lang/Long";
        case Type.FLOAT -> "java/lang/Float";
        case Type.DOUBLE -> "java/lang/Double";
        default -> null;
      };
    }

    @Override
    public void visitInsn(int opcode) {
      switch (opcode) {
        case Opcodes.RETURN -> super.visitInsn(Opcodes.ACONST_NULL);
        case Opcodes.IRETURN -> box(Type.INT_TYPE);
        case Opcodes.LRETURN -> box(Type.LONG_TYPE);
        case Opcodes.FRETURN -> box(Type.FLOAT_TYPE);
        case Opcodes.DRETURN -> box(Type.DOUBLE_TYPE);
        default -> {
          if (opcode != Opcodes.ARETURN) {
            super.visitInsn(opcode);
            return;
          }
        }
      }
      completed();
      super.visitInsn(Opcodes.ARETURN);
    }

    @Override
    public void visitEnd() {
      if (awaitsHere > 0) {
        methods++;
        awaits += awaitsHere;
      }
      super.visitEnd();
    }
  }
}
